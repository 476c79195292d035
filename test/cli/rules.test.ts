import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ReviewResult } from '../../engine/review-result.ts';
import { testRepositories } from '../support/git/test-repositories.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

const { make: aProject } = testRepositories();

const README = { 'README.md': '# Sample\n', LICENSE: 'MIT\n', 'test/app.test.js': "import '../src/app.js';\n" };
const APP = [
  "import express from 'express';",
  'const app = express();',
  "app.get('/login', (req, res) => {",
  '  const next = req.query.next;',
  '  res.redirect(next);',
  '});',
].join('\n');

async function reviewed(folder: string, ...args: string[]): Promise<ReviewResult> {
  const { stdout, stderr } = await runPlumbline(['review', folder, '--format', 'json', ...args]);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as ReviewResult;
}

test('what comes from a request and where it arrives is a finding with its way', async () => {
  const repository = aProject();
  repository.commit({ ...README, 'src/app.js': `${APP}\n` });
  const { findings } = await reviewed(repository.folder);
  const found = findings.filter(({ ruleId }) => ruleId === 'security/express-open-redirect');
  expect(found.map(({ path, range, severity, quality }) => [path, range?.startLine, severity, quality])).toEqual([
    ['src/app.js', 5, 'medium', 'security'],
  ]);
  expect(found[0]!.trace!.map(({ range, message }) => [range?.startLine, message])).toEqual([
    [4, 'Comes from outside here'],
    [4, 'Goes on here'],
    [5, 'Arrives here'],
  ]);
});

test('the way is shown in the HTML report and in SARIF', async () => {
  const repository = aProject();
  repository.commit({ ...README, 'src/app.js': `${APP}\n` });
  const [html, sarif] = [join(repository.folder, 'r.html'), join(repository.folder, 'r.sarif')];
  await runPlumbline(['review', repository.folder, '--output', html, '--output', sarif]);
  expect(readFileSync(html, 'utf8')).toContain('From source to sink');
  const log = JSON.parse(readFileSync(sarif, 'utf8')) as {
    runs: { results: { ruleId: string; codeFlows?: { threadFlows: { locations: unknown[] }[] }[] }[] }[];
  };
  const result = log.runs[0]!.results.find(({ ruleId }) => ruleId === 'security/express-open-redirect')!;
  expect(result.codeFlows!.map(({ threadFlows }) => threadFlows.map(({ locations }) => locations.length))).toEqual([
    [3],
  ]);
});

test('a change is told only what it brings, and a comment with a reason suppresses', async () => {
  const repository = aProject();
  repository.commit({ ...README, 'src/app.js': `${APP}\n` });
  repository.git('switch', '-qc', 'feature');
  const more = "app.get('/more', (req, res) => res.redirect(req.query.to));";
  repository.commit({ 'src/app.js': `// A line above.\n${APP}\n${more}\n` });
  const { findings } = await reviewed(repository.folder, '--base', 'main');
  expect(findings.map(({ state, ruleId, range }) => [state, ruleId, range?.startLine])).toEqual([
    ['new', 'security/express-open-redirect', 8],
    ['existing', 'security/express-open-redirect', 6],
  ]);
});

test('packs are chosen in the configuration', async () => {
  const repository = aProject();
  const configuration = 'analyzers:\n  rules:\n    packs: [practice]\n';
  repository.commit({ ...README, 'src/app.js': `${APP}\n`, '.plumbline.yml': configuration });
  const { findings } = await reviewed(repository.folder);
  expect(findings.filter(({ ruleId }) => ruleId.startsWith('security/'))).toEqual([]);
});

test('a rule of a pack is configured and suppressed like any other', async () => {
  const repository = aProject();
  const rules = 'rules:\n  security/express-open-redirect: low\n';
  const suppressions =
    'suppressions:\n  - rule: security/*\n    paths: [src/other.js]\n    reason: A page that only redirects.\n';
  repository.commit({ ...README, 'src/app.js': APP, 'src/other.js': APP, '.plumbline.yml': rules + suppressions });
  const { findings } = await reviewed(repository.folder);
  expect(
    findings.map(({ ruleId, path, severity, suppression }) => [ruleId, path, severity, suppression?.reason]),
  ).toEqual([
    ['security/express-open-redirect', 'src/app.js', 'low', undefined],
    ['security/express-open-redirect', 'src/other.js', 'low', 'A page that only redirects.'],
  ]);
});

test('marks that reorder text harm no report', async () => {
  const repository = aProject();
  repository.commit({
    ...README,
    'src/app.js': APP.replace("'/login'", "'/log\u202ein'").replaceAll('next', 'n\u202eext'),
  });
  const files = ['r.pdf', 'r.html', 'r.md'].map((name) => join(repository.folder, name));
  const { code } = await runPlumbline(['review', repository.folder, ...files.flatMap((file) => ['--output', file])]);
  expect(code).toBe(1);
  for (const file of files) expect(readFileSync(file).includes(Buffer.from('\u202e'))).toBe(false);
});

test('tests are not searched for weaknesses that are none there', async () => {
  const repository = aProject();
  repository.commit({ ...README, 'src/a.js': 'export {};\n', 'test/server.test.js': `${APP}\n` });
  const { findings } = await reviewed(repository.folder);
  expect(findings.filter(({ ruleId }) => ruleId.startsWith('security/'))).toEqual([]);
});

test('rules are listed, explained and tested', async () => {
  const listed = await runPlumbline(['rules', 'list', 'security', '--json']);
  const rules = JSON.parse(listed.stdout) as { id: string }[];
  expect(rules.map(({ id }) => id)).toContain('security/express-open-redirect');

  const explained = await runPlumbline(['rules', 'explain', 'express-open-redirect']);
  expect(explained.stdout).toContain('medium security · 30 min to fix · CWE-601 · javascript · typescript');
  expect(explained.stdout).toContain('## When not to use it');

  const unknown = await runPlumbline(['rules', 'explain', 'security/express-open-redirct']);
  expect(unknown).toMatchObject({
    code: 2,
    stderr: 'plumbline: there is no rule security/express-open-redirct. Was security/express-open-redirect meant?\n',
  });

  const pack = await runPlumbline(['rules', 'list', 'securty']);
  expect(pack).toMatchObject({
    code: 2,
    stderr: 'plumbline: there is no pack or analyzer securty. Was security meant?\n',
  });
});
