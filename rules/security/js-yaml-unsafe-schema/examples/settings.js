const yaml = require('js-yaml');

// ruleid: js-yaml-unsafe-schema
const a = yaml.load(text, { schema: yaml.DEFAULT_FULL_SCHEMA });
// ok: js-yaml-unsafe-schema
const b = yaml.load(text);
// ok: js-yaml-unsafe-schema
const c = yaml.load(text, { schema: yaml.JSON_SCHEMA });
// ruleid: js-yaml-unsafe-schema
const types = require('js-yaml-js-types').all;
