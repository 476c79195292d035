// ruleid: js-catastrophic-regex
const NAMES = /^(\w+\s?)+$/;
// ok: js-catastrophic-regex
const SAFE = /^\w+(?:\s\w+)*$/;
// ruleid: js-catastrophic-regex
const found = text.match(/(a+)+$/);
// ok: js-catastrophic-regex
const plain = text.match(/^[a-z]+$/);
// ruleid: js-catastrophic-regex
const pattern = new RegExp('^(\\d+)*$');
