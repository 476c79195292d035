import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULE_PACKS } from '../../engine/analyzers/rules/packs.ts';
import { checkRule } from '../../rules/check-rule.ts';
import { readPacks } from '../../rules/read-packs.ts';
import { readRuleFolder } from '../../rules/rule-folder.ts';

const packs = RULE_PACKS.filter((pack) => existsSync(join('rules', pack)));

describe.each(packs)('the pack %s', (pack) => {
  const folders = readPacks('rules', [pack]);

  test.each(folders.map((folder) => [folder.name, folder] as const))('%s is whole', async (_, folder) => {
    expect(await checkRule(folder)).toEqual([]);
  });
});

test('no two rules share an id, and nothing but rules lies in the packs', () => {
  const names = packs.flatMap((pack) => readdirSync(join('rules', pack)).map((name) => `${pack}/${name}`));
  const read = readPacks('rules').map(({ pack, rule }) => `${pack}/${rule?.id}`);
  expect(read.toSorted()).toEqual(names.toSorted());
});

describe('a rule that lacks a part is told so', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rule-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const broken = (name: string, change: (at: string) => void): string => {
    const at = join(folder, name, 'express-open-redirect');
    cpSync('rules/security/express-open-redirect', at, { recursive: true });
    change(at);
    return at;
  };

  test.each([
    [
      'definition',
      (at: string) => rmSync(join(at, 'rule.yaml')),
      'rule.yaml holds 0 rules that can be read; expected one',
    ],
    ['explanation', (at: string) => rmSync(join(at, 'README.md')), 'there is no README.md'],
    [
      'part of the explanation',
      (at: string) =>
        writeFileSync(join(at, 'README.md'), '# A title\n\n## Why\n\n## Wrong\n\n```js\n```\n\n## Right\n'),
      'README.md has no section "When not to use it"',
    ],
    [
      'example of a language',
      (at: string) => rmSync(join(at, 'examples/redirect.ts')),
      'there is no example for typescript',
    ],
    [
      'example that is found',
      (at: string) => writeFileSync(join(at, 'examples/redirect.js'), '// ruleid: express-open-redirect\nnothing();\n'),
      'redirect.js:2: nothing is found here',
    ],
    [
      'announcement of what is found',
      (at: string) =>
        writeFileSync(
          join(at, 'examples/redirect.js'),
          '// ok: express-open-redirect\nf();\nroute((req, res) => {\n  res.redirect(req.query.to);\n});\n',
        ),
      'redirect.js:4: something is found here that no ruleid: announces',
    ],
    [
      'message without quotes around it',
      (at: string) => {
        const rule = readFileSync(join(at, 'rule.yaml'), 'utf8');
        writeFileSync(join(at, 'rule.yaml'), rule.replace(/message: >-\n {6}/, '$&"'));
      },
      'the message begins with a quote that readers would see',
    ],
  ])('%s', async (name, change, problem) => {
    expect(await checkRule(readRuleFolder('security', broken(name, change)))).toContain(problem);
  });
});
