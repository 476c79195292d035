import { describe, expect, test } from 'vitest';
import type { ReviewResult } from '../../engine/review-result.ts';
import type { FileChange } from '../support/git/a-repository.ts';
import { testRepositories } from '../support/git/test-repositories.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

const { make } = testRepositories();

const CODE = 'export function run(input) {\n  return eval(input);\n}\n';

/** Reviews a change of `src/a.js`, which holds an `eval` already; a harmless file comes with it. */
async function changed(change: Readonly<Record<string, FileChange>>, configuration = ''): Promise<ReviewResult> {
  const repository = make();
  repository.commit({ 'README.md': '# x\n', 'src/a.js': CODE, '.plumbline.yml': configuration });
  repository.git('switch', '-qc', 'feature');
  repository.commit({ 'src/harmless.js': 'export const one = 1;\n', ...change });
  const { stdout, stderr } = await runPlumbline(['review', repository.folder, '--base', 'main', '--format', 'json']);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as ReviewResult;
}

const worse = `${CODE}export const more = (x) => eval(x + 1);\n`;

describe('a change cannot exempt its own code', () => {
  test.each<[string, Record<string, FileChange>]>([
    ['by the header of generated code', { 'src/a.js': `// @generated\n${worse}` }],
    ['by a NUL byte', { 'src/a.js': `${worse}// \0\n` }],
    ['by a line as in minified code', { 'src/a.js': `${worse}//${'x'.repeat(60_000)}\n` }],
    ['by the name of minified code', { 'src/a.js': null, 'src/a.min.js': worse }],
    ['by moving to a folder of built code', { 'src/a.js': null, 'dist/a.js': worse }],
    ['by another extension', { 'src/a.js': null, 'src/a.txt': worse }],
    ['by a NUL byte in a new file', { 'src/new.js': `${CODE}// \0\n` }],
  ])('%s', async (_, change) => {
    const { verdict, findings, notLookedAt } = await changed(change);
    expect(verdict.conclusion).toBe('neutral');
    expect(findings.filter(({ state }) => state === 'fixed')).toEqual([]);
    expect(notLookedAt.filter(({ byChange }) => byChange)).toHaveLength(1);
  });

  test('by code that no parser understands', async () => {
    const { verdict, findings } = await changed({ 'src/a.js': `${worse}if (\n` });
    expect(verdict.conclusion).toBe('fail');
    expect(findings.map(({ state, ruleId }) => `${state} ${ruleId}`)).toEqual(['new eslint/syntax-error']);
  });
});

test('what is named as code and holds data is listed', async () => {
  const { notLookedAt, verdict } = await changed({ 'i18n/de.ts': '<TS version="2.1" language="de">\n</TS>\n' });
  expect(notLookedAt.filter(({ path }) => path === 'i18n/de.ts')).toEqual([
    {
      subject: 'i18n/de.ts',
      path: 'i18n/de.ts',
      reason: 'language',
      detail: 'It is named as TypeScript and begins as XML: secrets were looked for, and nothing else.',
    },
  ]);
  expect(verdict.conclusion).toBe('pass');
});

test('a script says what it is by its first line, whatever its extension', async () => {
  const { findings } = await changed({ 'src/run.txt': `#!/usr/bin/env node\n${CODE}` });
  expect(findings.filter(({ state }) => state === 'new').map(({ ruleId, path }) => [ruleId, path])).toEqual([
    ['eslint/no-eval', 'src/run.txt'],
  ]);
});

test('what is switched off is not measured', async () => {
  const { gates, verdict, notLookedAt } = await changed({}, 'analyzers: { secrets: { enabled: false } }\n');
  expect(verdict.conclusion).toBe('neutral');
  expect(gates[0]!.conditions.find(({ condition }) => condition.metric === 'secrets')!.status).toBe('not-measured');
  expect(notLookedAt).toContainEqual({
    subject: 'secrets',
    analyzer: 'secrets',
    reason: 'excluded',
    detail: 'Switched off by the configuration.',
  });
});

test('a report that is required and missing leaves no verdict', async () => {
  const { verdict } = await changed({}, 'analyzers: { coverage: { required: true } }\n');
  expect(verdict.conclusion).toBe('neutral');
});

test.each([
  ['a mistake in it', { 'team.yml': 'ruels: {}\n' }, 'team.yml'],
  ['another name for it', { 'team.yml': null, 'team.txt': 'version: 1\n' }, '.plumbline.yml'],
])('of a file that the configuration extends, %s is told with the change that makes it', async (_, change, place) => {
  const repository = make();
  repository.commit({ 'README.md': '# x\n', '.plumbline.yml': 'extends: ./team.yml\n', 'team.yml': 'version: 1\n' });
  repository.git('switch', '-qc', 'feature');
  repository.commit(change);
  const { stdout } = await runPlumbline(['review', repository.folder, '--base', 'main', '--format', 'json']);
  const { findings } = JSON.parse(stdout) as ReviewResult;
  expect(findings.map(({ ruleId, path }) => `${ruleId} ${path}`)).toEqual([`plumbline/configuration ${place}`]);
});

describe('a change is judged by the base as it is now, not as it was branched off', () => {
  const STRICT = 'version: 1\n';
  const LAX = 'rules: { eslint/no-eval: off }\n';
  const ACCEPTED = 'suppressions: [{ rule: eslint/no-eval, reason: Accepted. }]\n';
  const isNew = ({ findings }: ReviewResult) =>
    findings.flatMap(({ state, ruleId, suppression }) => (state === 'new' && !suppression ? [ruleId] : []));

  /** The change adds an `eval`, and what else is given; the base moves on meanwhile. */
  async function reviewed(given: {
    readonly before: Readonly<Record<string, string>>;
    readonly after: Readonly<Record<string, FileChange>>;
    readonly change?: Readonly<Record<string, FileChange>>;
    readonly head?: readonly string[];
  }): Promise<ReviewResult> {
    const repository = make();
    repository.commit({ 'README.md': '# x\n', ...given.before });
    repository.git('switch', '-qc', 'feature');
    repository.commit({ 'src/a.js': `${given.before['src/a.js'] ?? ''}${CODE}`, ...given.change });
    repository.git('switch', '-q', 'main');
    repository.commit({ 'src/later.js': 'debugger;\n', ...given.after });
    repository.git('switch', '-q', 'feature');
    const args = ['--base', 'main', ...(given.head ?? []), '--format', 'json'];
    const { stdout, stderr } = await runPlumbline(['review', repository.folder, ...args]);
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as ReviewResult;
  }

  test.each<[string, Record<string, string>, Record<string, string | null>]>([
    ['a rule was switched on', { '.plumbline.yml': LAX }, { '.plumbline.yml': STRICT }],
    ['the configuration was removed', { '.plumbline.yml': LAX }, { '.plumbline.yml': null }],
    ['a suppression was removed', { '.plumbline.yml': ACCEPTED }, { '.plumbline.yml': STRICT }],
    [
      'a file that it extends was tightened',
      { '.plumbline.yml': 'extends: ./team.yml\n', 'team.yml': LAX },
      { 'team.yml': STRICT },
    ],
    [
      'a comment for the whole file was taken back',
      { 'src/a.js': '/* eslint-disable */\nexport const a = 1;\n\n\n' },
      { 'src/a.js': 'export const a = 1;\n\n\n' },
    ],
    ['code counts as generated no more', { '.gitattributes': 'src/** linguist-generated\n' }, { '.gitattributes': '' }],
  ])('%s', async (_, before, after) => {
    for (const head of [[], ['--head', 'feature']]) {
      const result = await reviewed({ before, after, head });
      expect(isNew(result)).toEqual(['eslint/no-eval']);
      expect(result.verdict.conclusion).toBe('fail');
    }
  });

  test('what it has taken over is compared from where it was branched off, and the report names what decided', async () => {
    const result = await reviewed({ before: {}, after: { '.plumbline.yml': LAX } });
    expect(isNew(result)).toEqual([]);
    expect(result.findings.filter(({ path }) => path === 'src/later.js')).toEqual([]);
    expect(result.configuration.source).toMatch(/^\.plumbline\.yml at main \([0-9a-f]{12}\)$/);
    expect(result.configuration.source).not.toContain(result.subject.base!.commit.slice(0, 12));
  });

  const MISTAKEN = 'ruels: {}\n';
  const mistakes = ({ findings }: ReviewResult) =>
    findings.flatMap(({ ruleId, path }) => (ruleId === 'plumbline/configuration' ? [path] : []));

  test('a mistake that was mended there is none of the change', async () => {
    const mended = { before: { '.plumbline.yml': MISTAKEN }, after: { '.plumbline.yml': STRICT } };
    const workflow = { '.github/workflows/ci.yml': 'on: push\njobs: {}\n' };
    expect(mistakes(await reviewed({ ...mended, change: workflow }))).toEqual([]);
    const more = { '.plumbline.yml': `${MISTAKEN}excludes: []\n` };
    expect(mistakes(await reviewed({ ...mended, change: more }))).toEqual(['.plumbline.yml']);
  });

  test('where both changed it, the base decides and the mistake of the change is told', async () => {
    const both = { before: { '.plumbline.yml': STRICT }, after: { '.plumbline.yml': LAX } };
    const result = await reviewed({ ...both, change: { '.plumbline.yml': MISTAKEN } });
    expect(isNew(result)).toEqual(['plumbline/configuration']);
  });
});
