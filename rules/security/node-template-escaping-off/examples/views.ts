import * as nunjucks from 'nunjucks';

// ruleid: node-template-escaping-off
export const environment = new nunjucks.Environment(loader, { autoescape: false });
// ok: node-template-escaping-off
export const escaped = new nunjucks.Environment(loader, { throwOnUndefined: true });
