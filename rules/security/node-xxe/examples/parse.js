const libxmljs = require('libxmljs');

// ruleid: node-xxe
const a = libxmljs.parseXml(text, { noent: true });
// ok: node-xxe
const b = libxmljs.parseXml(text, { nonet: true });
// ok: node-xxe
const c = libxmljs.parseXml(text);
// ruleid: node-xxe
const d = libxmljs.parseXmlString(text, { noblanks: true, noent: true });
// ok: node-xxe
const e = libxmljs.parseXml(text, { noent: false });
