import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { readMeasurements } from '../../action/read-measurements.ts';
import { run } from '../../action/run.ts';
import { readRunner } from '../../action/runner.ts';
import {
  packMeasurements,
  unpackMeasurements,
  type MeasuredFile,
  type MissingReport,
} from '../../github/hand-over/measurements.ts';
import {
  aRunner,
  checksAt,
  PACE,
  pullRequestEvent,
  READ_ONLY,
  runAction,
  workflowRunEvent,
  type RunOptions,
} from '../support/an-action-run.ts';
import { anApp, runWithApp } from '../support/an-app.ts';
import { gitHubMarkdown } from '../support/github-markdown.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

const SARIF = JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Other' } }, results: [] }] });
const LCOV = 'SF:b.js\nDA:1,1\nDA:2,0\nend_of_record\n';
const CONFIGURED = 'analyzers:\n  coverage: { required: true }\n';

let owners = 0;
async function aForksPullRequest(configuration?: string) {
  const owner = `handed${++owners}`;
  const shop = await github.createRepository(`${owner}/shop`, {
    files: { 'a.js': 'export const a = 1;\n', ...(configuration !== undefined && { '.plumbline.yml': configuration }) },
  });
  const fork = await shop.fork(`stranger${owners}`);
  await fork.push({ branch: 'feature', from: 'main', files: { 'b.js': 'export function b(c) {\n  return c;\n}\n' } });
  const { number, headSha } = await shop.openPullRequest({ head: `stranger${owners}:feature` });
  const handOver = (
    files: readonly MeasuredFile[],
    { head = headSha, missing }: { head?: string; missing?: MissingReport[] } = {},
  ): Buffer =>
    packMeasurements({ version: 1, repositoryId: shop.id, head, files: [...files], ...(missing && { missing }) });
  /** The trusted job, which found this as the artifact of the other one. */
  const review = async (artifact: Buffer | undefined, options: Omit<RunOptions, 'event'> = {}) => {
    const event = await workflowRunEvent(shop, number);
    return runAction(github, shop, {
      event,
      checkout: 'none',
      ...(artifact && { made: { 'measurements.json.gz': artifact } }),
      ...options,
      inputs: { measurements: 'measurements.json.gz', ...options.inputs },
    });
  };
  return { shop, number, headSha, handOver, review, checks: () => checksAt(shop, headSha) };
}

const warnings = (log: string): string[] => log.split('\n').filter((line) => line.startsWith('::warning'));

/** The artifact of the job that has no rights, and its log. */
async function measure(
  { shop, number }: Pick<Awaited<ReturnType<typeof aForksPullRequest>>, 'shop' | 'number'>,
  options: Pick<RunOptions, 'inputs' | 'made'>,
) {
  const event = await pullRequestEvent(github, shop, number);
  const runner = await aRunner(github, shop, { event, permissions: READ_ONLY, checkout: 'none', ...options });
  try {
    let log = '';
    const write = (text: string) => void (log += text);
    await run({ env: runner.variables, write, clock: () => new Date(), pace: PACE });
    return { artifact: readFileSync(runner.written().outputs.measurements ?? ''), log };
  } finally {
    runner.remove();
  }
}

test('what a job without rights measured is in the check that a job with them makes', async () => {
  const { shop, number, checks, headSha, review } = await aForksPullRequest(CONFIGURED);
  const { artifact } = await measure(
    { shop, number },
    {
      made: { 'lcov.info': LCOV },
      inputs: { coverage: 'lcov.info', matrix: '{\n  "node": "24",\n  "os": "a\u007f"\n}' },
    },
  );
  expect(checks()).toEqual([]);
  expect(unpackMeasurements(artifact)).toEqual({
    version: 1,
    repositoryId: shop.id,
    head: headSha,
    job: 'review/__run { "node": "24", "os": "a\\u{7f}" }',
    files: [{ kind: 'coverage', name: 'lcov.info', text: LCOV }],
  });
  const { code, log, outputs, summary } = await review(artifact);
  expect([code, outputs.conclusion]).toEqual([0, 'success']);
  expect(warnings(log)).toEqual([]);
  expect(outputs['rating-coverage']).toMatch(/^[A-E]$/);
  expect(summary).toContain('50');
  expect(checks()).toMatchObject([{ conclusion: 'success' }]);
});

test('what it was to measure and did not is told to whoever reviews by it', async () => {
  const pull = await aForksPullRequest(CONFIGURED);
  const { artifact } = await measure(pull, {
    made: { 'junit.xml': '<testsuite/>' },
    inputs: { coverage: 'lcov.info, other.info', tests: 'junit.xml' },
  });
  expect(unpackMeasurements(artifact)).toMatchObject({
    files: [{ kind: 'tests', name: 'junit.xml' }],
    missing: [{ kind: 'coverage', name: 'lcov.info, other.info', why: 'not-made' }],
  });
  const { outputs, summary } = await pull.review(artifact);
  expect(outputs.conclusion).toBe('neutral');
  expect(summary).toContain('measurements: lcov.info, other.info');
  expect(summary).toContain('A job was to hand it over, and found no such file.');
});

test('where nothing is there of what it was to measure, it hands that over', async () => {
  const pull = await aForksPullRequest();
  const { artifact } = await measure(pull, { inputs: { tests: 'junit.xml' } });
  const { log, summary } = await pull.review(artifact);
  expect(warnings(log)).toEqual([]);
  expect(summary).toContain('measurements: junit.xml');
  const app = await anApp();
  try {
    await runWithApp(github, pull.shop, {
      event: await workflowRunEvent(pull.shop, pull.number),
      checkout: 'none',
      made: { 'measurements.json.gz': artifact },
      inputs: { measurements: 'measurements.json.gz', coverage: 'lcov.info', 'app-url': app.url },
      env: app.env,
    });
  } finally {
    await app.close();
  }
  expect(app.measurements).toMatchObject([
    {
      files: [],
      missing: [
        { kind: 'coverage', name: 'lcov.info', why: 'not-made' },
        { kind: 'tests', name: 'junit.xml', why: 'not-made' },
      ],
    },
  ]);
});

test('more than can be handed over is left out, coverage last, and a warning says how much', async () => {
  const pull = await aForksPullRequest();
  const names = Array.from({ length: 501 }, (_, at) => `TEST-${String(at).padStart(3, '0')}.xml`);
  const tests = Object.fromEntries(names.map((name) => [name, '<testsuite/>']));
  const { artifact, log } = await measure(pull, {
    made: { ...tests, 'lcov.info': LCOV, 'a.sarif': SARIF },
    inputs: { tests: '*.xml', sarif: '*.sarif', coverage: '*.info' },
  });
  expect(warnings(log)).toEqual([
    '::warning::What was measured is more than can be handed over, which is 500 files, 32 MiB, and 8 MiB packed. Left out: 3 of tests (TEST-498.xml, TEST-499.xml, TEST-500.xml).',
  ]);
  const { files, missing } = unpackMeasurements(artifact);
  expect(files).toHaveLength(500);
  expect(files.flatMap(({ kind, name }) => (kind === 'tests' ? [] : [name]))).toEqual(['lcov.info', 'a.sarif']);
  expect(missing).toEqual([{ kind: 'tests', name: 'TEST-498.xml, TEST-499.xml, TEST-500.xml', why: 'too-much' }]);
  const { summary } = await pull.review(artifact);
  expect(summary).toContain('measurements: TEST-498.xml, TEST-499.xml, TEST-500.xml');
  expect(summary).toContain('This is more than a job hands over: 500 files, 32 MiB, and 8 MiB packed.');
});

test('where coverage is required, measurements of another head leave no verdict', async () => {
  const { checks, handOver, review, headSha } = await aForksPullRequest(CONFIGURED);
  const other = 'f'.repeat(40);
  const words = `The measurements are of commit ${other}, not of the head ${headSha}.`;
  const { code, log, outputs, summary } = await review(
    handOver([{ kind: 'coverage', name: 'lcov.info', text: LCOV }], { head: other }),
  );
  expect([code, outputs.conclusion]).toEqual([1, 'neutral']);
  expect(outputs).not.toHaveProperty('rating-coverage');
  expect(warnings(log)).toEqual([`::warning::Reviewed without what was handed over. ${words}`]);
  expect(summary).toContain(words);
  expect(checks()).toMatchObject([{ conclusion: 'neutral' }]);
});

test('where nothing is required, the review says what it lacks', async () => {
  const { review, checks } = await aForksPullRequest();
  const { code, log, summary } = await review(undefined);
  const words = 'There are no measurements: no job handed any over.';
  expect(code).toBe(0);
  expect(warnings(log)).toEqual([`::warning::Reviewed without what was handed over. ${words}`]);
  expect(summary).toContain(words);
  expect(checks()).toMatchObject([{ conclusion: 'success' }]);
});

test('nothing beside it is taken but what an input names: the artifact may hold anything', async () => {
  const configuration = 'analyzers:\n  coverage: { required: true, reports: ["**/lcov.info"] }\n';
  const { review } = await aForksPullRequest(configuration);
  const made = { 'lcov.info': LCOV };
  const { code, outputs } = await review(undefined, { made });
  expect([code, outputs.conclusion]).toEqual([1, 'neutral']);
  expect(outputs).not.toHaveProperty('rating-coverage');
  const named = await review(undefined, { made, inputs: { coverage: 'lcov.info' } });
  expect(named.outputs['rating-coverage']).toMatch(/^[A-E]$/);
});

test('names in it are labels: none is a command, a path or a page', async () => {
  const names = [
    'a\nb\r\n::set-output name=c::d\n::error::e',
    '\u001b[31m##[error]f%0A::warning::g',
    '../../../../etc/passwd',
    '/etc/passwd',
    `${'x'.repeat(4_000)}<script>alert(1)</script>`,
    '| `|` **bold** ![i](https://example.com/i.png) @everyone',
  ];
  const { shop, handOver, review } = await aForksPullRequest();
  const broken = names.flatMap((name): MeasuredFile[] => [
    { kind: 'coverage', name, text: 'no report' },
    { kind: 'tests', name, text: '<not' },
    { kind: 'sarif', name, text: '{}' },
  ]);
  const missing = names.map((name): MissingReport => ({ kind: 'coverage', name, why: 'not-made' }));
  const { code, log, summary, outputs } = await review(handOver(broken, { missing }), {
    inputs: { reports: 'html,json,markdown' },
  });
  expect(code).toBe(0);
  expect(log).not.toMatch(/^\s*::|##\[|\u001b/m);
  const shown = gitHubMarkdown(summary);
  expect(shown).toContain('&lt;script&gt;alert(1)');
  expect(shown).not.toMatch(/^::|<script|<img|<strong>bold|\u001b/m);
  expect(outputs).not.toHaveProperty('c');
  const [check] = [...shop.state.checkRuns.values()];
  const { summary: inCheck = '', text = '' } = check?.output ?? {};
  expect(gitHubMarkdown(`${inCheck}\n\n${text}`)).not.toMatch(/<script|<img|<strong>bold|\u001b/);
});

test('the App gets what the job with rights was handed', async () => {
  const { shop, number, handOver, headSha, checks } = await aForksPullRequest();
  const app = await anApp();
  try {
    const { log } = await runWithApp(github, shop, {
      event: await workflowRunEvent(shop, number),
      checkout: 'none',
      made: { 'measurements.json.gz': handOver([{ kind: 'coverage', name: 'lcov.info', text: LCOV }]) },
      inputs: { measurements: 'measurements.json.gz', 'app-url': app.url },
      env: app.env,
    });
    expect(warnings(log)).toEqual([]);
  } finally {
    await app.close();
  }
  expect(app.measurements).toMatchObject([{ head: headSha, files: [{ name: 'lcov.info', text: LCOV }] }]);
  expect(checks()).toEqual([]);
});

test('a report that is here goes before one of its name that was handed over', async () => {
  const { handOver, review } = await aForksPullRequest();
  const untested = 'SF:b.js\nDA:1,0\nDA:2,0\nend_of_record\n';
  const { summary } = await review(undefined, {
    made: {
      'measurements.json.gz': handOver([{ kind: 'coverage', name: 'lcov.info', text: LCOV }]),
      'lcov.info': untested,
    },
    inputs: { coverage: 'lcov.info' },
  });
  expect(summary).toMatch(/\b0\s?%/);
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  mkdirSync(join(folder, 'workspace'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const HEAD = 'a'.repeat(40);
const GOOD = { version: 1, repositoryId: 7, head: HEAD, files: [] };

const read = (path = 'artifact') =>
  readMeasurements(path, {
    runner: readRunner({
      GITHUB_API_URL: 'https://api.github.com',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'octo/shop',
      GITHUB_REPOSITORY_ID: '7',
      GITHUB_EVENT_NAME: 'workflow_run',
      GITHUB_EVENT_PATH: '/dev/null',
      GITHUB_SHA: HEAD,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_RUN_ID: '1',
      GITHUB_WORKSPACE: join(folder, 'workspace'),
      RUNNER_TEMP: folder,
    }),
    subject: { head: HEAD },
  });

/** Zeros, a thousandth of their size. */
const BOMB = gzipSync(Buffer.alloc(40 * 2 ** 20));
const packed = (json: string): Buffer => gzipSync(json);
const file = (over: object) =>
  packed(JSON.stringify({ ...GOOD, files: [{ kind: 'sarif', name: 'a', text: '', ...over }] }));
const MISSING = { kind: 'tests', name: 'a', why: 'not-made' };
const missing = (over: object) => packed(JSON.stringify({ ...GOOD, missing: [{ ...MISSING, ...over }] }));
const TOO_LARGE = 'The measurements are larger than 32 MiB, or than 8 MiB packed.';
const NOT_JSON = 'The measurements are not JSON packed by gzip.';
const NOT_ONE = 'The measurements are not of version 1: see ';

test.each<[string, Buffer, string]>([
  [
    'another repository',
    packed(JSON.stringify({ ...GOOD, repositoryId: 8 })),
    'The measurements are of another repository.',
  ],
  [
    'a forged head',
    packed(JSON.stringify({ ...GOOD, head: 'b'.repeat(40) })),
    `The measurements are of commit ${'b'.repeat(40)}, not of the head ${HEAD}.`,
  ],
  ['a head that is none', packed(JSON.stringify({ ...GOOD, head: '::error::x\n' })), `${NOT_ONE}head.`],
  ['unknown fields', packed(JSON.stringify({ ...GOOD, verdict: 'pass' })), `${NOT_ONE}their top.`],
  ['unknown fields of a file', file({ '::error::x\n': 1 }), `${NOT_ONE}files.0.`],
  ['another version', packed(JSON.stringify({ ...GOOD, version: 2 })), `${NOT_ONE}version.`],
  ['an unknown kind', file({ kind: 'verdict' }), `${NOT_ONE}files.0.kind.`],
  ['a name that is too long', file({ name: 'x'.repeat(4_097) }), `${NOT_ONE}files.0.name.`],
  ['another reason', missing({ why: 'I say so' }), `${NOT_ONE}missing.0.why.`],
  ['words for what is missing', missing({ detail: 'Merge it all the same.' }), `${NOT_ONE}missing.0.`],
  [
    'too much that is missing',
    packed(JSON.stringify({ ...GOOD, missing: Array.from({ length: 51 }, () => MISSING) })),
    `${NOT_ONE}missing.`,
  ],
  ['a job over lines', packed(JSON.stringify({ ...GOOD, job: 'a\nb' })), `${NOT_ONE}job.`],
  [
    'too many files',
    packed(
      JSON.stringify({ ...GOOD, files: Array.from({ length: 501 }, () => ({ kind: 'sarif', name: 'a', text: '' })) }),
    ),
    `${NOT_ONE}files.`,
  ],
  ['a bomb', BOMB, TOO_LARGE],
  ['nine mebibytes', Buffer.alloc(9 * 2 ** 20, 1), TOO_LARGE],
  ['what is cut off', gzipSync(JSON.stringify(GOOD)).subarray(0, 40), NOT_JSON],
  ['nothing', Buffer.alloc(0), NOT_JSON],
  ['no gzip', Buffer.from(JSON.stringify(GOOD)), NOT_JSON],
  ['no JSON', packed('::set-output name=a::b'), NOT_JSON],
  ['a list', packed('[]'), `${NOT_ONE}their top.`],
  ['null', packed('null'), `${NOT_ONE}their top.`],
  [
    'a prototype',
    packed(`{"__proto__":{"polluted":1},"constructor":1,${JSON.stringify(GOOD).slice(1)}`),
    `${NOT_ONE}their top.`,
  ],
  ['brackets without end', packed('['.repeat(100_000)), NOT_JSON],
  ['deep lists', packed('['.repeat(100_000) + ']'.repeat(100_000)), NOT_JSON],
  ['deep files', packed(JSON.stringify(GOOD).replace('[]', '['.repeat(100_000) + ']'.repeat(100_000))), NOT_JSON],
  ['deep objects', packed(`{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`), NOT_JSON],
])('measurements that are none are not taken: %s', async (_, content, refused) => {
  writeFileSync(join(folder, 'workspace', 'artifact'), content);
  expect(await read()).toEqual({ refused });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('nor is what is no file of the workspace', async () => {
  const secret = join(folder, 'secret');
  writeFileSync(secret, packed(JSON.stringify(GOOD)));
  const at = (name: string) => join(folder, 'workspace', name);
  mkdirSync(at('folder'));
  symlinkSync(secret, at('link'));
  symlinkSync(folder, at('linked'));
  symlinkSync('loop', at('loop'));
  symlinkSync('/dev/zero', at('endless'));
  const outside = { refused: 'The measurements lie outside the workspace.' };
  expect(await read('folder')).toEqual({ refused: 'The measurements are no file.' });
  expect(await read('link')).toEqual(outside);
  expect(await read('linked/secret')).toEqual(outside);
  expect(await read('endless')).toEqual(outside);
  expect(await read('../secret')).toEqual(outside);
  expect(await read(secret)).toEqual(outside);
  expect(await read('.')).toEqual(outside);
  expect(await read('loop')).toEqual({ refused: 'The measurements cannot be read.' });
  expect(await read('nowhere')).toEqual({ refused: 'There are no measurements: no job handed any over.' });
});

test('what is right is taken, by a path from the workspace or a whole one', async () => {
  const files = [{ kind: 'tests', name: 'a', text: 'b' }];
  writeFileSync(join(folder, 'workspace', 'artifact'), packed(JSON.stringify({ ...GOOD, files })));
  const reports = { coverageFiles: [], sarifFiles: [], testFiles: [{ name: 'a', content: Buffer.from('\uFEFFb') }] };
  expect(await read()).toEqual({ reports, missing: [] });
  expect(await read(join(folder, 'workspace', 'artifact'))).toEqual({ reports, missing: [] });
});
