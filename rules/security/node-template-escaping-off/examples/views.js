const nunjucks = require('nunjucks');
const Handlebars = require('handlebars');
const Mustache = require('mustache');

// ruleid: node-template-escaping-off
nunjucks.configure('views', { autoescape: false, express: app });
// ok: node-template-escaping-off
nunjucks.configure('views', { autoescape: true });
// ruleid: node-template-escaping-off
const page = Handlebars.compile(source, { noEscape: true });
// ok: node-template-escaping-off
const strict = Handlebars.compile(source, { strict: true });
// ruleid: node-template-escaping-off
Mustache.escape = (text) => text;
// ok: node-template-escaping-off
Mustache.escape = (text) => escapeHtml(text);
