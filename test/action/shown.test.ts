import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksAt, pullRequestEvent, READ_ONLY, runAction, USUAL, type RunOptions } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(async () => {
  await github.close();
  // Every request was as GitHub describes it.
  expect(github.violations.filter(({ kind }) => kind === 'request' || kind === 'unknown-path')).toEqual([]);
});

let owners = 0;
async function aPullRequest(files: Readonly<Record<string, string>>, before: Readonly<Record<string, string>> = {}) {
  const shop = await github.createRepository(`shown${++owners}/shop`, {
    files: { 'README.md': '# Shop\n', ...before },
  });
  await shop.push({ branch: 'feature', from: 'main', files });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const event = await pullRequestEvent(github, shop, number);
  const act = (options: Omit<RunOptions, 'event'> = {}) => runAction(github, shop, { event, ...options });
  return { shop, number, headSha, event, act };
}

const debuggers = (amount: number): string => Array.from({ length: amount }, () => 'debugger;\n').join('');
const commands = (log: string, kind: string): string[] =>
  log.split('\n').filter((line) => line.startsWith(`::${kind} `));

test('with a token that only reads, findings are annotations of the run, the gravest of each kind', async () => {
  const { shop, headSha, act } = await aPullRequest({ 'b.js': debuggers(60) });
  const { code, log, summary, outputs } = await act({ permissions: READ_ONLY });
  expect(code).toBe(1);
  expect(commands(log, 'error')).toHaveLength(9);
  expect(commands(log, 'error')[0]).toMatch(/^::error file=b\.js,line=1,endLine=1,col=1,endColumn=9,title=[^:]+::/);
  expect(log).toContain('::notice::Findings beside the code: showing 10 of 61. The summary has more.\n');
  expect(summary).toContain('### 61 new findings');
  expect(outputs).toMatchObject({ conclusion: 'failure', findings: '61', high: '60' });
  expect(outputs).not.toHaveProperty('check-url');
  expect(checksAt(shop, headSha)).toEqual([]);
  expect([...shop.state.comments.values()]).toEqual([]);
});

test('6,000 findings are shown as far as GitHub takes them, and counted whole', async () => {
  const { shop, headSha, act } = await aPullRequest(
    Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}.js`, debuggers(100)])),
  );
  const permissions = { ...USUAL, security_events: 'write' } as const;
  const { log, outputs, summary } = await act({ permissions, inputs: { 'upload-sarif': 'true' } });
  expect(log).toContain('::warning::Code scanning: it shows 5000 of the 6060 findings; the reports have all.\n');
  expect(outputs).toMatchObject({ conclusion: 'failure', findings: '6060', high: '6000' });
  expect(Buffer.byteLength(summary)).toBeLessThan(2 ** 20);
  const [check] = checksAt(shop, headSha);
  expect(check).toMatchObject({ status: 'completed', conclusion: 'failure' });
  expect(check?.annotations).toHaveLength(500);
});

test('a comment that is there says where the head was not reviewed; none is made for that', async () => {
  const { shop, headSha, act } = await aPullRequest({ 'b.py': 'def b(x=[]):\n    return x\n' });
  const comments = () => [...shop.state.comments.values()].map(({ body }) => body.split('\n')[0]);
  await shop.push({ files: { '.plumbline.yml': 'version: 2\n' } });
  await act();
  expect(comments()).toEqual([]);
  await shop.push({ files: { '.plumbline.yml': 'version: 1\npullRequests: { comment: always }\n' } });
  await act();
  expect(comments()).toEqual(['### ✅ 1 new problem; it does not block this change.']);
  const broken = await shop.push({ files: { '.plumbline.yml': 'version: 2\n' } });
  await act();
  expect(comments()).toEqual([
    `❌ **The configuration at \`${broken.slice(0, 8)}\` cannot be used.** It is read from the base branch, so it has to be fixed there.`,
  ]);
  expect([...shop.state.comments.values()][0]?.body).toContain(`About the commit \`${headSha.slice(0, 8)}\``);
});

test('the comment is made once and kept up to date; a safe fix is suggested', async () => {
  const { shop, number, act } = await aPullRequest(
    { 'a.js': 'export function a(x) {\n  if (!!x) return 1;\n  debugger;\n  return 2;\n}\n' },
    { 'a.js': 'export const a = 1;\n' },
  );
  await act();
  const [comment] = [...shop.state.comments.values()];
  expect(comment).toMatchObject({ number, author: { login: 'github-actions[bot]' } });
  const suggestions = [...shop.state.reviewComments.values()].map(({ body }) => body);
  expect(suggestions.every((body) => body.includes('```suggestion'))).toBe(true);
  expect(suggestions.length).toBeGreaterThan(0);
  await act();
  expect(shop.state.comments.size).toBe(1);
  expect(shop.state.reviewComments.size).toBe(suggestions.length);
});

test('code scanning gets the findings where it is wanted, and may', async () => {
  const { shop, number, headSha, act } = await aPullRequest({ 'b.js': debuggers(1) });
  const inputs = { 'upload-sarif': 'true' };
  await act({ inputs, permissions: { ...USUAL, security_events: 'write' } });
  const [upload] = [...shop.state.sarifUploads.values()];
  expect(upload).toMatchObject({ commitSha: headSha, ref: `refs/pull/${number}/head` });
  expect(upload?.sarif).toContain('eslint/no-debugger');
  const { log, outputs } = await act({ inputs });
  expect(log).toMatch(/^::warning::Code scanning: Resource not accessible by integration/m);
  expect(outputs).toMatchObject({ conclusion: 'failure' });
});

const HOSTILE = [
  'a\n::error::x.js',
  '::set-output name=a::b.js',
  'a%0A::add-mask::x.js',
  '\u001b[31mred.js',
  'a,line=1::b.js',
  '##[set-env name=a]b.js',
  `${'long/'.repeat(200)}name.js`,
];

test('file names that look like commands are names', async () => {
  const { act } = await aPullRequest(Object.fromEntries(HOSTILE.map((name) => [name, 'debugger;\n'])));
  const { log, outputs } = await act({ permissions: READ_ONLY });
  const told = log.split('\n').filter((line) => /^\s*::/.test(line) || line.includes('##['));
  const annotation = /^::(?:error|warning|notice) file=[^:,]*,line=1,endLine=1(?:,col=1,endColumn=9)?,title=[^:,]*::/;
  expect(told.filter((line) => !annotation.test(line))).toEqual([
    expect.stringMatching(
      /^::notice::No check can be shown: Resource not accessible by integration [^:]*:[^:]*: write`\.$/,
    ),
    '::notice::Findings beside the code: showing 11 of 12. The summary has more.',
    expect.stringMatching(
      /^::notice::No comment and no suggestions: Resource not accessible by integration [^:]*:[^:]*: write`\.$/,
    ),
    '::error::7 new high-severity problems block this change.',
  ]);
  expect(commands(log, 'error')).toHaveLength(HOSTILE.length);
  expect(log).not.toContain('\u001b');
  expect(outputs).toMatchObject({ high: String(HOSTILE.length) });
});

test('a run of an earlier head leaves the conversation to the later one', async () => {
  const { shop, headSha, event } = await aPullRequest({ 'b.js': debuggers(1) });
  await shop.push({ branch: 'feature', files: { 'b.js': 'export const b = 1;\n' } });
  const { log } = await runAction(github, shop, { event, checkout: 'none' });
  expect(checksAt(shop, headSha)).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
  expect(log).toContain('The pull request has another head or base by now');
  expect([shop.state.comments.size, shop.state.reviewComments.size]).toEqual([0, 0]);
});

test('a token that GitHub does not accept is named', async () => {
  const { shop, event } = await aPullRequest({ 'b.js': debuggers(1) });
  github.failNext('checks/list-for-ref', { kind: 'status', status: 401 });
  const { code, log } = await runAction(github, shop, { event, checkout: 'none' });
  expect(code).toBe(1);
  expect(log).toContain('::error::GitHub does not accept the input token.');
});

test('one refusal is not believed: no commit status stands beside the check', async () => {
  const { shop, headSha, event } = await aPullRequest({ 'b.js': debuggers(1) });
  github.failNext('checks/update', { kind: 'status', status: 403 });
  await runAction(github, shop, { event, checkout: 'none', permissions: { ...USUAL, statuses: 'write' } });
  expect(checksAt(shop, headSha)).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
  expect([...shop.state.statuses.values()].flat()).toEqual([]);
});
