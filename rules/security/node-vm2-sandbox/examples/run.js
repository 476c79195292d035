// ruleid: node-vm2-sandbox
const { VM } = require('vm2');
// ok: node-vm2-sandbox
const vm = require('node:vm');
