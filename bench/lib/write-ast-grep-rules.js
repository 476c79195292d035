// Rules for `ast-grep scan`: as many as a review of the size of ours would want, each a plain pattern.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CALLS = [
  'eval',
  'setTimeout',
  'setInterval',
  'require',
  'fetch',
  'alert',
  'confirm',
  'prompt',
  'escape',
  'unescape',
  'Function',
  'parseInt',
  'parseFloat',
  'isNaN',
  'structuredClone',
  'queueMicrotask',
];
const METHODS = [
  'exec',
  'execSync',
  'spawn',
  'query',
  'innerHTML',
  'write',
  'createHash',
  'createCipher',
  'randomBytes',
  'readFileSync',
  'writeFileSync',
  'unlinkSync',
  'chmod',
  'redirect',
  'render',
  'send',
  'sendFile',
  'cookie',
  'sign',
  'verify',
  'then',
  'catch',
  'forEach',
  'map',
  'sort',
  'splice',
];

/** @param {string} folder */
export function writeAstGrepRules(folder) {
  mkdirSync(join(folder, 'rules'), { recursive: true });
  writeFileSync(join(folder, 'sgconfig.yml'), 'ruleDirs: [rules]\n');
  let count = 0;
  for (const language of ['typescript', 'tsx']) {
    for (const pattern of [...CALLS.map((name) => `${name}($$$)`), ...METHODS.map((name) => `$OBJ.${name}($$$)`)]) {
      const id = `${language}-${count++}`;
      const rule = `id: ${id}\nlanguage: ${language}\nseverity: warning\nmessage: found\nrule:\n  pattern: ${JSON.stringify(pattern)}\n`;
      writeFileSync(join(folder, 'rules', `${id}.yml`), rule);
    }
  }
  return count;
}
