import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReviewResult } from '../../engine/review-result.ts';
import { testRepositories } from '../support/git/test-repositories.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

const { make } = testRepositories();

const FILES = {
  'README.md': '# x\n',
  LICENSE: 'MIT\n',
  'src/a.js': 'export const a = eval("1");\n',
  'packages/b/b.js': 'debugger;\n',
};

const ALIAS_BOMB = [...'abcdefgh']
  .map(
    (name, at, all) =>
      `${name}: &${name} [${Array(9)
        .fill(at === 0 ? 'x' : `*${all[at - 1]}`)
        .join(', ')}]`,
  )
  .join('\n');

describe('a configuration that cannot be meant ends the review with where and why', () => {
  test.each<[string, Record<string, string | Buffer>, string]>([
    ['aliases that grow', { '.plumbline.yml': ALIAS_BOMB }, '.plumbline.yml:1:1: Aliases ("*name") stand for too much'],
    ['an alias of itself', { '.plumbline.yml': 'exclude: &a [*a]\n' }, ':1:14: Nothing before it is named "&a".'],
    ['a key twice', { '.plumbline.yml': 'exclude: []\nexclude: []\n' }, ':2:1: This key stands here twice'],
    ['a missing pack', { '.plumbline.yml': 'extends: plumbline:strickt\n' }, 'Did you mean plumbline:strict?'],
    ['a missing file', { '.plumbline.yml': 'extends: ./no.yml\n' }, 'There is no file "no.yml" to extend.'],
    [
      'a circle',
      { '.plumbline.yml': 'extends: ./a.yml\n', 'a.yml': 'extends: ./b.yml\n', 'b.yml': 'extends: ./a.yml\n' },
      'b.yml:1:10: ".plumbline.yml" extends "a.yml" extends "b.yml" extends "a.yml": this goes round in a circle.',
    ],
    [
      'a fan that branches without end',
      {
        '.plumbline.yml': `extends: [${Array(20).fill('./a.yml').join(', ')}]`,
        'a.yml': `extends: [${Array(20).fill('./b.yml').join(', ')}]`,
        'b.yml': 'version: 1\n',
      },
      'More than 20 packs and files are extended.',
    ],
    ['a path outside', { '.plumbline.yml': 'extends: ../../etc/passwd\n' }, 'lies outside the repository.'],
    [
      'UTF-16',
      { '.plumbline.yml': Buffer.from('\uFEFFversion: 1\n', 'utf16le') },
      ':1:1: The file is no text in UTF-8',
    ],
    [
      'digits for a text',
      { '.plumbline.yml': `suppressions:\n  - { fingerprint: ${'0'.repeat(32)}, reason: x }\n` },
      'suppressions[0].fingerprint is "0"; expected a text (put it in quotes).',
    ],
    [
      'a project twice',
      { '.plumbline.yml': 'projects: [{ name: a, paths: [a] }, { name: a, paths: [b] }]\n' },
      'expected a name no other project has.',
    ],
    ['a project without paths', { '.plumbline.yml': 'projects: [{ name: a, paths: [] }]\n' }, 'at least 1 of them.'],
  ])('%s', async (_, files, words) => {
    const repository = make();
    repository.commit({ ...FILES, ...files });
    const { code, stdout, stderr } = await runPlumbline(['review', repository.folder]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/^plumbline: [^\n]+:\d+:\d+: /);
    expect(stderr).not.toContain('    at ');
  });
});

test('parts of a monorepo may lie in one another: each is judged by what it holds', async () => {
  const repository = make();
  const projects =
    'projects: [{ name: all, paths: [packages] }, { name: b, paths: [packages/b] }, { name: src, paths: [src] }]\n';
  repository.commit({ ...FILES, '.plumbline.yml': projects });
  const { stdout } = await runPlumbline(['review', repository.folder, '--format', 'json']);
  const { gates } = JSON.parse(stdout) as ReviewResult;
  expect(gates.map(({ project, conclusion }) => `${project ?? 'whole'} ${conclusion}`)).toEqual([
    'whole fail',
    'all fail',
    'b fail',
    'src fail',
  ]);
});

test('findings are suppressed by rule, by path and by fingerprint; what covers nothing or has ended is told', async () => {
  const repository = make();
  repository.commit({ ...FILES, LICENSE: null });
  const review = async (): Promise<ReviewResult> => {
    const { stdout } = await runPlumbline(['review', repository.folder, '--format', 'json']);
    return JSON.parse(stdout) as ReviewResult;
  };
  const before = await review();
  const fingerprint = before.findings.find(({ path }) => path === 'src/a.js')!.fingerprint;
  const suppressions = [
    { fingerprint, reason: 'By fingerprint.' },
    { rule: 'eslint/*', paths: ['packages/**'], reason: 'By rule and path.', until: '2999-01-01', by: 'Ann' },
    { rule: 'hygiene/*', reason: 'By rule.' },
    { paths: ['nowhere'], reason: 'Of nothing.' },
    { rule: 'eslint/no-eval', reason: 'Once.', until: '2020-01-01' },
  ];
  writeFileSync(join(repository.folder, '.plumbline.yml'), JSON.stringify({ suppressions }));
  const after = await review();
  expect(after.findings.map(({ ruleId, suppression }) => `${ruleId}: ${suppression?.reason}`)).toEqual([
    'eslint/no-debugger: By rule and path.',
    'eslint/no-eval: By fingerprint.',
    'hygiene/no-licence: By rule.',
  ]);
  expect(after.suppressions.map(({ reason, status, findings }) => `${reason} ${status} ${findings}`)).toEqual([
    'By fingerprint. applied 1',
    'By rule and path. applied 1',
    'By rule. applied 1',
    'Of nothing. unused 0',
    'Once. expired 0',
  ]);
  expect([before.verdict.conclusion, after.verdict.conclusion]).toEqual(['fail', 'pass']);
});

test('merge commits are bases like others', async () => {
  const repository = make();
  repository.commit(FILES);
  repository.git('switch', '-qc', 'feature');
  repository.commit({ 'src/feature.js': 'debugger;\n' });
  repository.git('switch', '-q', 'main');
  repository.commit({ 'src/main.js': 'debugger;\n' });
  repository.git('switch', '-q', 'feature');
  repository.git('merge', '-q', '--no-edit', 'main');
  repository.commit({ 'src/later.js': 'debugger;\n' });
  const introduced = async (base: string) => {
    const { stdout } = await runPlumbline(['review', repository.folder, '--base', base, '--format', 'json']);
    return (JSON.parse(stdout) as ReviewResult).findings.filter(({ state }) => state === 'new').map(({ path }) => path);
  };
  expect(await introduced('HEAD~1')).toEqual(['src/later.js']);
  expect(await introduced('main')).toEqual(['src/feature.js', 'src/later.js']);
  expect(await introduced('HEAD~1^2')).toEqual(['src/feature.js', 'src/later.js']);
});
