import { load } from 'js-yaml';
// ruleid: js-yaml-unsafe-schema
import types from 'js-yaml-js-types';

// ok: js-yaml-unsafe-schema
export const settings = load(text, { filename: 'settings.yml' });
export { types };
