import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { askApp } from '../../action/ask-app.ts';
import { handOver } from '../../action/hand-over.ts';
import { packMeasurements } from '../../github/hand-over/measurements.ts';
import { checksAt, pullRequestEvent, pushEvent, USUAL, type RunOptions } from '../support/an-action-run.ts';
import { anApp, granting, PATIENCE, runWithApp, TOKEN, type AppDouble, type Replies } from '../support/an-app.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(async () => {
  await Promise.all([github.close(), ...apps.map((one) => one.close())]);
});

let app: AppDouble;
const apps: AppDouble[] = [];
async function startApp(): Promise<AppDouble> {
  const started = await anApp();
  apps.push(started);
  return started;
}
beforeEach(async () => {
  app = await startApp();
});

// Python and Terraform, for ESLint would take longer to load than all else.
const BEFORE = { 'a.py': 'a = 1\n' };
/** Of little weight, with a safe fix. */
const MEDIUM = {
  'a.tf': 'resource "aws_instance" "a" {\n  metadata_options {\n    http_tokens = "optional"\n  }\n}\n',
};
const AFTER = { ...MEDIUM, 'a.py': 'def a(b):\n    if b:\n        return 1\n    return 2\n' };
const FAILING = { ...MEDIUM, 'a.py': 'def a(b):\n    if b:\n        breakpoint()\n    return 2\n' };

let owners = 0;
async function aPullRequest(files: Readonly<Record<string, string>> = AFTER) {
  const shop = await github.createRepository(`apps${++owners}/shop`, { files: BEFORE });
  await shop.push({ branch: 'feature', from: 'main', files });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const event = { ...(await pullRequestEvent(github, shop, number)), sha: headSha };
  const act = ({ inputs, ...options }: Omit<RunOptions, 'event'> = {}) =>
    runWithApp(github, shop, { event, env: app.env, inputs: { 'app-url': app.url, ...inputs }, ...options });
  const shown = () => ({
    checks: checksAt(shop, headSha).map(({ conclusion }) => conclusion),
    comments: shop.state.comments.size,
    suggestions: shop.state.reviewComments.size,
  });
  return { shop, headSha, act, shown };
}

/** What the runner takes for commands. */
const told = (log: string): string[] => log.split('\n').filter((line) => /^\s*::|##\[/.test(line));

const NOTHING = { checks: [], comments: 0, suggestions: 0 };
const LCOV = 'SF:a.py\nDA:1,1\nDA:2,0\nend_of_record\n';
const JUNIT = '<testsuite name="s"><testcase name="t"/></testsuite>';
const SARIF = JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Other' } }, results: [] }] });
const MEASURED = {
  inputs: { coverage: 'lcov.info', tests: 'junit.xml', sarif: 'other.sarif' },
  made: { 'lcov.info': LCOV, 'junit.xml': JUNIT, 'other.sarif': SARIF },
} as const;

test('the App shows the check, by what the job measured; the job shows the rest', async () => {
  const { shop, headSha, act, shown } = await aPullRequest();
  const { code, log, summary, outputs, state } = await act({ ...MEASURED, inputs: { ...MEASURED.inputs } });
  expect(code).toBe(0);
  expect(shown()).toEqual(NOTHING);
  expect(told(log)).toEqual([]);
  expect(summary).toContain('50');
  expect(outputs).toMatchObject({ conclusion: 'success' });
  expect(outputs.measurements).toMatch(/measurements\.json\.gz$/);
  expect(outputs).not.toHaveProperty('check-url');
  expect(state).toEqual({});
  expect(app.measurements).toEqual([
    {
      version: 1,
      repositoryId: shop.id,
      head: headSha,
      job: 'review/__run',
      files: [
        { kind: 'coverage', name: 'lcov.info', text: LCOV },
        { kind: 'tests', name: 'junit.xml', text: JUNIT },
        { kind: 'sarif', name: 'other.sarif', text: SARIF },
      ],
    },
  ]);
  expect(app.requests).toEqual([
    { line: 'GET /api/action/entitlements', bearer: TOKEN, type: undefined },
    { line: 'POST /api/action/measurements', bearer: TOKEN, type: 'application/gzip' },
  ]);
  expect(app.audiences).toEqual([app.url, app.url]);
});

test('where nothing was measured, nothing is handed over', async () => {
  const { act, shown } = await aPullRequest();
  const { code, outputs } = await act({ inputs: { 'app-url': `${app.url}/` } });
  expect(code).toBe(0);
  expect(shown()).toEqual(NOTHING);
  expect(outputs).not.toHaveProperty('measurements');
  expect(app.requests.map(({ line }) => line)).toEqual(['GET /api/action/entitlements']);
  expect(app.audiences).toEqual([app.url]);
});

test('of a branch that the App does not review, findings stand beside the run', async () => {
  const shop = await github.createRepository(`apps${++owners}/shop`, { files: BEFORE });
  const after = await shop.push({ branch: 'feature', from: 'main', files: FAILING });
  const event = pushEvent(shop, { branch: 'feature', before: '0'.repeat(40), after });
  const { code, log } = await runWithApp(github, shop, { event, env: app.env, inputs: { 'app-url': app.url } });
  expect(code).toBe(1);
  expect(checksAt(shop, after)).toEqual([]);
  expect(told(log)[0]).toContain('::error file=a.py,line=3,');
});

test('what the plan does not include is not looked at, which fails nobody', async () => {
  app.replies.entitlements = granting([]);
  const { act, shown } = await aPullRequest();
  const { code, summary, outputs } = await act();
  expect([code, outputs.conclusion]).toEqual([0, 'success']);
  expect(summary).toContain('Not in the plan of this installation: its account page says how to change it.');
  expect(shown()).toEqual(NOTHING);
});

test('a plan that has lapsed is no pass', async () => {
  app.replies.entitlements = granting([], ['security-rules']);
  const { act, shown } = await aPullRequest();
  const { code, outputs } = await act();
  expect([code, outputs.conclusion]).toEqual([1, 'neutral']);
  expect(shown()).toEqual(NOTHING);
});

test('capabilities that this version does not know are no matter', async () => {
  app.replies.entitlements = granting(['telepathy', 'security-rules'], ['clairvoyance']);
  const { act } = await aPullRequest();
  const { code, log, summary } = await act();
  expect(code).toBe(0);
  expect(log + summary).not.toMatch(/Not in the plan|telepathy|clairvoyance/);
});

const refusal = { status: 404, body: { code: 'not-installed', message: 'The App is not on this one.' } };

test('where the App does not say what may be used, the job shows what is free, and by itself', async () => {
  app.replies.entitlements = [refusal];
  const { act, shown } = await aPullRequest();
  const { code, log, summary, outputs } = await act();
  expect([code, outputs.conclusion]).toEqual([0, 'success']);
  expect(told(log)).toEqual([
    `::notice::The App at ${app.url} did not say what may be used here: The App is not on this one. Install it there, or leave out the input app-url. The review is made with what is free, and this job shows it.`,
  ]);
  expect(summary).toContain('The App did not say whether it may be used here: the log of the run says why.');
  expect(summary).not.toContain('Everything that can be looked at was.');
  expect(shown().checks).toEqual(['success']);
});

test('suggestions are for where they may be used', async () => {
  app.replies.entitlements = [refusal];
  const free = await aPullRequest(FAILING);
  expect((await free.act({ inputs: { coverage: 'lcov.info' }, made: { 'lcov.info': LCOV } })).code).toBe(1);
  expect(free.shown()).toEqual({ checks: ['failure'], comments: 1, suggestions: 0 });
  expect(app.measurements).toEqual([]);
  const alone = await aPullRequest(FAILING);
  await alone.act({ inputs: { 'app-url': '' } });
  expect(alone.shown().suggestions).toBeGreaterThan(0);
});

test('the check of the App is not spoken for by a job that fails', async () => {
  const { act, shown } = await aPullRequest(FAILING);
  const { code, log } = await act();
  expect(code).toBe(1);
  expect(told(log)).toEqual(['::error::1 new high-severity problem blocks this change.']);
  expect(shown()).toEqual(NOTHING);
});

const said = (code: string, message: string) => ({ body: { code, message } });
const REDIRECT: Replies = [{ status: 307, headers: { location: '/elsewhere' } }];
const NOT_OURS = (status: number) =>
  `its answer is none of Plumbline's (status ${status}). Look whether the address is right.`;

// These run at once, for some wait.
test.concurrent.each<[string, string, Replies]>([
  ['hanging', 'no answer within 1 s.', ['hang']],
  ['a redirect', 'it leads to another address. Name that one.', REDIRECT],
  ['garbage', NOT_OURS(202), [{ status: 202, body: 'ok' }]],
  ['failing twice', 'In a moment.', [{ status: 503, ...said('unavailable', 'In a moment.') }]],
])('one warning says why the App does not take what is handed over: %s', async (_, words, measurements) => {
  const { url, env, replies } = await startApp();
  replies.measurements = measurements;
  let log = '';
  const write = (text: string) => void (log += text);
  const packed = packMeasurements({ version: 1, repositoryId: 1, head: 'a'.repeat(40), files: [] });
  const state = { env, write, clock: () => new Date(), patience: PATIENCE };
  await handOver(state, { app: url, measurements: packed });
  expect(log).toBe(`::warning::The App at ${url} did not take what was measured, and reviews without it: ${words}\n`);
});

/** What the question comes to, without a review. */
async function asked(url: string, env: AppDouble['env']) {
  let log = '';
  const write = (text: string) => void (log += text);
  const standing = await askApp(
    { env, write, clock: () => new Date(), patience: PATIENCE },
    { 'app-url': url, show: true },
  );
  const [, words] =
    /^::notice::The App at \S+ did not say what may be used here: (.*) The review is made /.exec(log) ?? [];
  return { granted: [...standing.granted.capabilities], app: standing.app, words, lines: log.split('\n').length - 1 };
}

test.concurrent.each<[string, string, Partial<AppDouble['replies']>]>([
  [
    'a token that it refuses',
    'The token is of another.',
    { entitlements: [{ status: 401, ...said('unauthorized', 'The token is of another.') }] },
  ],
  ['failing', NOT_OURS(500), { entitlements: [{ status: 500, body: '<h1>Oops</h1>' }] }],
  ['another site', NOT_OURS(404), { entitlements: [{ status: 404, body: '<h1>Not here</h1>' }] }],
  ['hanging', 'it cannot be reached (no answer within 1 s).', { entitlements: ['hang'] }],
  ['a redirect', 'it leads to another address. Name that one.', { entitlements: REDIRECT }],
  ['no JSON', NOT_OURS(200), { entitlements: [{ status: 200, body: '{"capabilities":' }] }],
  ['JSON of something else', NOT_OURS(200), { entitlements: [{ status: 200, body: { capabilities: 'all' } }] }],
  [
    'an answer without end',
    'it cannot be reached (an answer that is too large).',
    { entitlements: [{ status: 200, body: `{"capabilities":["${'x'.repeat(100_000)}"],"lapsed":[]}` }] },
  ],
  ['GitHub failing', 'GitHub gave the job no token (status 500).', { token: [{ status: 500 }] }],
  ['GitHub hanging', 'GitHub gave the job no token (no answer within 1 s).', { token: ['hang'] }],
  [
    'GitHub saying something else',
    'GitHub gave the job no token (status 200 without a token).',
    { token: [{ status: 200, body: { token: 1 } }] },
  ],
  ['GitHub leading elsewhere', 'GitHub gave the job no token (status 307).', { token: REDIRECT }],
])('one notice says why the App does not answer: %s', async (_, words, replies) => {
  const double = await startApp();
  Object.assign(double.replies, replies);
  expect(await asked(double.url, double.env)).toEqual({ granted: [], app: undefined, words, lines: 1 });
  expect(double.requests.filter(({ line }) => line.includes('elsewhere'))).toEqual([]);
});

test('or why it is not asked', async () => {
  expect(await asked('http://127.0.0.1:9', app.env)).toMatchObject({ words: 'it cannot be reached (no connection).' });
  const { words, granted } = await asked(app.url, {});
  expect(granted).toEqual([]);
  expect(words).toBe(
    'the job has no token to show who it is. Give it the permission `id-token: write`; the pull request of a fork never has it.',
  );
  expect(app.requests).toEqual([]);
});

test('the kinds of capabilities that are known are told apart', async () => {
  expect((await asked(app.url, app.env)).granted).toEqual(['security-rules', 'suggestions', 'reports-pdf', 'trend']);
});

test('what is only out of breath is asked again', async () => {
  const busy = { status: 503, ...said('unavailable', 'In a moment.') };
  app.replies.entitlements = [busy, ...app.replies.entitlements];
  app.replies.measurements = [busy, ...app.replies.measurements];
  const { act, shown } = await aPullRequest();
  const { log } = await act({ inputs: { coverage: 'lcov.info' }, made: { 'lcov.info': LCOV } });
  expect(told(log)).toEqual([]);
  expect(shown()).toEqual(NOTHING);
  expect(app.measurements).toHaveLength(2);
});

test('what the App does not take is told, and fails nobody', async () => {
  app.replies.measurements = [{ status: 413, ...said('too-large', 'Too much.') }];
  const { act, shown } = await aPullRequest();
  const { code, log, outputs } = await act({ inputs: { coverage: 'lcov.info' }, made: { 'lcov.info': LCOV } });
  expect([code, outputs.conclusion]).toEqual([0, 'success']);
  expect(told(log)).toEqual([
    `::warning::The App at ${app.url} did not take what was measured, and reviews without it: Too much.`,
  ]);
  expect(shown()).toEqual(NOTHING);
});

test('whatever the App says is words, and no token is shown', async () => {
  const message = `no\n::set-output name=a::b\r::error::c\u001b[31m ${TOKEN} %0A::warning::d ##[error]e ${'x'.repeat(1000)}`;
  app.replies.entitlements = [{ status: 401, ...said('unauthorized', message) }];
  const { act } = await aPullRequest();
  const { log, summary, outputs, state } = await act();
  expect(told(log)).toEqual([
    expect.stringMatching(
      /^::notice::The App at .{0,500} no ::set-output name=a::b ::error::c\\u\{1b\}\[31m \*\*\* %250A/,
    ),
  ]);
  expect(JSON.stringify([log, summary, outputs, state])).not.toContain(TOKEN);
});

test('where nobody made the report that is named, that is handed over, and the check stays with the App', async () => {
  const { act, shown } = await aPullRequest();
  const { code, log } = await act({ inputs: { coverage: 'lcov.info' }, permissions: USUAL });
  expect(code).toBe(0);
  expect(told(log)).toEqual([expect.stringContaining('The input coverage names lcov.info: there is no such file')]);
  expect(shown()).toEqual(NOTHING);
  expect(app.measurements).toMatchObject([
    { files: [], missing: [{ kind: 'coverage', name: 'lcov.info', why: 'not-made' }] },
  ]);
});
