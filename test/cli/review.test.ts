import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ReviewResult } from '../../engine/review-result.ts';
import type { TestRepository } from '../support/git/a-repository.ts';
import { testRepositories } from '../support/git/test-repositories.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

const { make: aProject } = testRepositories();

const README = { 'README.md': '# Sample\n', LICENSE: 'MIT\n', 'test/sum.test.js': "import '../src/sum.js';\n" };
const DEBUGGER = 'export function sum(a, b) {\n  debugger;\n  return a + b;\n}\n';

async function reviewed(
  repository: TestRepository,
  ...args: string[]
): Promise<{ code: number | null; result: ReviewResult }> {
  const { code, stdout, stderr } = await runPlumbline(['review', repository.folder, '--format', 'json', ...args]);
  if (stdout === '') throw new Error(stderr);
  return { code, result: JSON.parse(stdout) as ReviewResult };
}

function inShort({ findings }: ReviewResult): string[] {
  return findings.map(({ ruleId, path, range, state, suppression }) =>
    [state, ruleId, `${path}:${range?.startLine ?? '-'}`, ...(suppression ? ['suppressed'] : [])].join(' '),
  );
}

test('a change is told what it brought, what was there and what it mended', async () => {
  const repository = aProject();
  repository.commit({
    ...README,
    'src/sum.js': DEBUGGER,
    'src/old.js': 'export const parse = (text) => eval(text);\n',
  });
  repository.git('switch', '-qc', 'feature');
  repository.commit({
    'src/sum.js': `// A comment that moves everything down.\n\n${DEBUGGER}`,
    'src/old.js': 'export const parse = (text) => JSON.parse(text);\n',
    'src/new.js': 'export function run(code) {\n  return eval(code);\n}\n',
  });

  const { code, result } = await reviewed(repository, '--base', 'main', '--head', 'feature');

  expect(inShort(result)).toEqual([
    'new eslint/no-eval src/new.js:2',
    'existing eslint/no-debugger src/sum.js:4',
    'fixed eslint/no-eval src/old.js:1',
  ]);
  expect(result.verdict.conclusion).toBe('fail');
  expect(code).toBe(1);
});

test('a change that brings nothing passes, whatever was there before', async () => {
  const repository = aProject();
  repository.commit({ ...README, 'src/sum.js': DEBUGGER });
  repository.git('switch', '-qc', 'feature');
  repository.commit({ 'src/sum.js': DEBUGGER.replace('a + b', 'b + a') });
  const { code, result } = await reviewed(repository, '--base', 'main');
  expect(inShort(result)).toEqual(['existing eslint/no-debugger src/sum.js:2']);
  expect(result.verdict).toEqual({ conclusion: 'pass', headline: 'No new problems.', reasons: [] });
  expect(code).toBe(0);
});

test('a change cannot exempt itself, and what stands at base counts', async () => {
  const repository = aProject();
  const known = '// plumbline-ignore eslint/no-eval: input is ours\nexport const f = (x) => eval(x);\n';
  repository.commit({ ...README, 'src/known.js': known });
  repository.git('switch', '-qc', 'feature');
  repository.commit({
    'src/known.js': `// moved\n${known}`,
    'src/sly.js': '// plumbline-ignore eslint/no-eval: trust me\nexport const g = (x) => eval(x);\n',
    '.plumbline.yml': 'rules:\n  eslint/no-eval: off\n',
  });
  const { code, result } = await reviewed(repository, '--base', 'main');
  expect(inShort(result)).toEqual([
    'new eslint/no-eval src/sly.js:2',
    'existing eslint/no-eval src/known.js:3 suppressed',
  ]);
  expect(result.suppressions.map(({ place, status }) => `${place.path} ${status}`)).toEqual([
    'src/known.js applied',
    'src/sly.js not-at-base',
  ]);
  expect(code).toBe(1);
});

test('uncommitted and untracked files are part of the working folder', async () => {
  const repository = aProject();
  repository.commit({ ...README, '.gitignore': 'ignored.js\n', 'src/sum.js': 'export const sum = 1;\n' });
  repository.write({ 'src/sum.js': DEBUGGER, 'src/new.js': 'eval("1");\n', 'ignored.js': 'eval("2");\n' });
  const { result } = await reviewed(repository, '--base', 'main');
  expect(inShort(result)).toEqual(['new eslint/no-eval src/new.js:1', 'new eslint/no-debugger src/sum.js:2']);
});

test('a folder without git is reviewed as it is', async () => {
  const repository = aProject();
  repository.write({ ...README, 'src/sum.js': DEBUGGER });
  repository.write({ '.git': null });
  const { code, result } = await reviewed(repository);
  expect(inShort(result)).toEqual(['existing eslint/no-debugger src/sum.js:2']);
  expect(result.subject).toMatchObject({ kind: 'repository', wholeTree: true });
  expect(code).toBe(1);
});

test('twice is the same, byte for byte, with the cache and without', async () => {
  const repository = aProject();
  repository.commit({ ...README, 'src/sum.js': DEBUGGER, 'src/a.py': 'def f(x):\n    if x:\n        return 1\n' });
  repository.git('switch', '-qc', 'feature');
  repository.commit({ 'src/new.js': 'eval("1");\n' });
  const cache = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  const once = async (...args: string[]) => {
    const files = ['json', 'html', 'sarif', 'markdown'].map((format) => join(cache, `report.${format}`));
    const outputs = files.flatMap((file) => ['--format', file.slice(file.lastIndexOf('.') + 1), '--output', file]);
    await runPlumbline(['review', repository.folder, '--base', 'main', '--all', ...outputs, ...args], {
      env: { PLUMBLINE_CACHE: cache },
    });
    return files.map((file) => readFileSync(file, 'utf8'));
  };
  const cold = await once();
  expect(await once()).toEqual(cold);
  expect(await once('--no-cache', '--jobs', '1')).toEqual(cold);
});

test('vulnerabilities that nobody asked about are not looked at, never none', async () => {
  const repository = aProject();
  const lock = {
    name: 'x',
    lockfileVersion: 3,
    packages: { '': { dependencies: { lodash: '^4' } }, 'node_modules/lodash': { version: '4.17.20' } },
  };
  repository.commit({ ...README, 'package-lock.json': JSON.stringify(lock, null, 2) });
  const { result } = await reviewed(repository);
  expect(result.dependencies).toMatchObject({ total: 1, vulnerabilityStatus: 'not-looked-at' });
  expect(result.notLookedAt.map(({ reason }) => reason)).toContain('offline');
});

test('mistakes of use say what, where and what to do', async () => {
  const repository = aProject();
  repository.commit(README);
  const run = async (...args: string[]) => {
    const { code, stderr } = await runPlumbline(['review', repository.folder, ...args]);
    return { code, stderr };
  };
  expect(await run('--base', 'mian')).toMatchObject({ code: 2, stderr: expect.stringContaining('mian') as string });
  expect(await run('--format', 'htlm')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('pretty, markdown') as string,
  });
  expect(await run('--format', 'json', '--format', 'sarif')).toEqual({
    code: 2,
    stderr: 'plumbline: json and sarif cannot both go to standard output: give all but one an --output.\n',
  });
  expect((await runPlumbline(['review', '/nowhere/at/all'])).code).toBe(2);
});

test('a wrong configuration ends the review with file, line, column and a suggestion', async () => {
  const repository = aProject();
  repository.commit({ ...README, '.plumbline.yml': 'analyzers:\n  metrics:\n    thresholdz: 3\n' });
  const { code, stdout, stderr } = await runPlumbline(['review', repository.folder]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('.plumbline.yml:3:5:');
  expect(stderr).toContain('Did you mean thresholds?');
  expect(stderr).not.toContain('    at ');
});

test('a mistake that the change makes in the configuration is reported with the change', async () => {
  const repository = aProject();
  repository.commit({ ...README, 'src/a.js': 'export const a = 1;\n' });
  repository.git('switch', '-qc', 'feature');
  repository.commit({ '.plumbline.yml': 'rulez: {}\n', 'src/a.js': 'export const a = 2;\n' });
  const { result } = await reviewed(repository, '--base', 'main');
  expect(inShort(result)).toEqual(['new plumbline/configuration .plumbline.yml:1']);
});

test('what could not be decided is not green; a change that only takes away is', async () => {
  const repository = aProject();
  const binary = Buffer.from([0, 1, 2, 3]);
  repository.commit({ ...README, 'src/old.js': 'export const old = 1;\n' });
  repository.git('switch', '-qc', 'binary');
  repository.commit({ 'src/data.bin': binary });
  repository.git('switch', '-qc', 'removal', 'main');
  repository.commit({ 'src/old.js': null });
  const undecided = await reviewed(repository, '--base', 'main', '--head', 'binary');
  expect([undecided.code, undecided.result.verdict.conclusion]).toEqual([1, 'neutral']);
  const removal = await reviewed(repository, '--base', 'main', '--head', 'removal');
  expect([removal.code, removal.result.verdict.conclusion]).toEqual([0, 'pass']);
});

test('the built program reads a lock file of pnpm', async () => {
  const repository = aProject();
  repository.commit({
    ...README,
    'pnpm-lock.yaml':
      "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      ms: { specifier: ^2, version: 2.1.3 }\npackages:\n  ms@2.1.3: {}\n",
  });
  const { result } = await reviewed(repository);
  expect(result.dependencies).toMatchObject({ total: 1, direct: 1 });
});

test('a key in vendored, generated or minified code is found all the same, and nothing else there', async () => {
  const repository = aProject();
  const token = (seed: string) => ['gl', 'pat-', seed, '9aBcD3eFgH5iJkLmN7'].join('');
  repository.commit({
    ...README,
    'src/sum.js': 'export const sum = (a, b) => a + b;\n',
    'vendor/lib.js': `debugger;\nexport const password = '${['kX9vB2q', 'Lm4Tz7Rw1'].join('')}';\nexport const key = '${token('vv')}';\n`,
    'package-lock.json': `{ "resolved": "https://x:${token('ll')}@gitlab.acme.io/a" }\n`,
    'src/client.js': `// Code generated by a tool. DO NOT EDIT.\ndebugger;\ncall('${token('gg')}');\n`,
    'web/app.min.js': `debugger;${'f(1);'.repeat(500)}call('${token('mm')}');\n`,
    'vendor/logo.png': 'PNG',
  });

  const { result } = await reviewed(repository);

  expect(inShort(result)).toEqual([
    'existing secrets/gitlab-token package-lock.json:1',
    'existing secrets/gitlab-token src/client.js:3',
    'existing secrets/gitlab-token vendor/lib.js:3',
    'existing secrets/gitlab-token web/app.min.js:1',
  ]);
  expect(result.scope.filesLookedAt).toBe(4);
  const details = new Map(result.notLookedAt.map(({ path, detail }) => [path, detail]));
  expect(details.get('vendor/lib.js')).toBe("Other people's code. Searched for secrets of a known form alone.");
  expect(details.get('src/client.js')).toContain('Searched for secrets of a known form alone.');
  expect(details.get('vendor/logo.png')).toBe("Other people's code. Not searched for secrets.");
});

test('code that moves to a vendored folder mends no password', async () => {
  const repository = aProject();
  const code = `export const password = '${['kX9vB2q', 'Lm4Tz7Rw1'].join('')}';\n`;
  repository.commit({ ...README, 'src/db.js': code });
  repository.git('switch', '-qc', 'feature');
  repository.commit({ 'src/db.js': null, 'vendor/db.js': code });
  const { result } = await reviewed(repository, '--base', 'main', '--head', 'feature');
  expect(inShort(result)).toEqual([]);
  expect(result.verdict.conclusion).toBe('neutral');
});
