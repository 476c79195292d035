import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../action/run.ts';
import { unpackMeasurements } from '../../github/hand-over/measurements.ts';
import { aRunner, PACE, pullRequestEvent, type RunOptions } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import { computeMergeability } from '../support/github/state/mergeability.ts';
import { readCommands } from '../support/runner-commands.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

const lines = (name: string, amount: number): string =>
  Array.from({ length: amount }, (_, at) => `${name}${at} = ${at}\n`).join('');
const BEFORE = { 'a.py': lines('a', 3), 'b.py': lines('b', 30), 'c.py': lines('c', 3) };
/** Thirty lines more, at the end. */
const CHANGED = { 'b.py': lines('b', 60) };
const lcov = (file: string, first: number, last: number): string =>
  `SF:${file}\n${Array.from({ length: last - first + 1 }, (_, at) => `DA:${first + at},1\n`).join('')}end_of_record\n`;
const LCOV = `${lcov('a.py', 1, 3)}SF:c.py\nDA:1,0\nDA:2,0\nend_of_record\n${lcov('b.py', 1, 60)}`;
const CHECK_OUT = 'Before, use actions/checkout with `ref: ${{ github.event.pull_request.head.sha || github.sha }}`.';

let owners = 0;
/** What the base got since the branch began is in the merge commit, which is checked out by default. */
async function aPullRequest(base: Readonly<Record<string, string>>, configuration = 'version: 1\n') {
  const shop = await github.createRepository(`merged${++owners}/shop`, {
    files: { ...BEFORE, '.plumbline.yml': configuration },
  });
  await shop.push({ branch: 'feature', from: 'main', files: CHANGED });
  if (Object.keys(base).length > 0) await shop.push({ files: base });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  await computeMergeability(github.world, shop.pullRequest(number).state);
  const event = await pullRequestEvent(github, shop, number);
  const act = async (options: Omit<RunOptions, 'event'> = {}, name = 'pull_request') => {
    const runner = await aRunner(github, shop, { event: { ...event, name }, ...options });
    try {
      let log = '';
      const write = (text: string) => void (log += text);
      await run({ env: runner.variables, write, clock: () => new Date(), pace: PACE });
      const { outputs, report = '{}' } = runner.written();
      const { measurements } = outputs;
      const said = JSON.parse(report) as Said;
      return {
        outputs,
        warnings: readCommands(log).flatMap(({ command, data }) => (command === 'warning' ? [data] : [])),
        coverage: said.coverage?.files.map(({ path, lines: { covered, total } }) => `${path} ${covered}/${total}`),
        findings: said.findings?.map(({ path, message }) => `${path}: ${message}`),
        notLookedAt: said.notLookedAt,
        ...(measurements && { measured: unpackMeasurements(readFileSync(measurements)) }),
      };
    } finally {
      runner.remove();
    }
  };
  return { headSha, merged: event.sha.slice(0, 12), act };
}

interface Said {
  readonly coverage?: {
    readonly files: readonly { readonly path: string; readonly lines: { covered: number; total: number } }[];
  };
  readonly findings?: readonly { readonly path: string; readonly message: string }[];
  readonly notLookedAt?: readonly object[];
}

const COVERED = { inputs: { coverage: 'lcov.info' }, made: { 'lcov.info': LCOV } };
const WHOLE = ['a.py 3/3', 'b.py 60/60', 'c.py 0/2'];

describe('coverage of the commit that merges a pull request', () => {
  test('counts where that has the files of the head', async () => {
    const { act } = await aPullRequest({});
    expect(await act(COVERED)).toMatchObject({ coverage: WHOLE, warnings: [], notLookedAt: [] });
  });

  test('counts whatever else the base got', async () => {
    const { act } = await aPullRequest({ 'd.py': 'd = 1\n' });
    expect(await act(COVERED)).toMatchObject({ coverage: WHOLE, warnings: [], notLookedAt: [] });
  });

  test('is left out of files that the base changed', async () => {
    const { act, merged } = await aPullRequest({ 'c.py': lines('other', 4), 'd.py': 'd = 1\n' });
    const made = { 'lcov.info': `${LCOV}${lcov('d.py', 1, 1)}` };
    const { coverage, warnings, notLookedAt, measured } = await act({ ...COVERED, made });
    const words = `Coverage was measured on ${merged}, which is checked out, and not on the head, where these are others: c.py, d.py. ${CHECK_OUT}`;
    expect(coverage).toEqual(['a.py 3/3', 'b.py 60/60']);
    expect(warnings).toEqual([words]);
    const entry = { subject: 'coverage of 2 files', analyzer: 'coverage', reason: 'bad-input', detail: words };
    expect(notLookedAt).toEqual([entry]);
    expect(measured).toMatchObject({
      files: [{ kind: 'coverage', name: 'lcov.info' }],
      missing: [{ kind: 'coverage', name: 'coverage of 2 files (c.py, d.py)', why: 'other-commit' }],
    });
    expect(measured?.files[0]?.text).not.toMatch(/[cd]\.py/);
  });

  test('is none where the base changed a file of the change: its lines are others', async () => {
    const gate = 'gate: { conditions: [{ metric: coverage, on: new, operator: at-least, value: 80 }] }\n';
    const { act, merged } = await aPullRequest({ 'b.py': `import os\n${BEFORE['b.py']}` }, `version: 1\n${gate}`);
    const { coverage, outputs, warnings, measured } = await act(COVERED);
    expect(coverage).toBeUndefined();
    expect(warnings).toEqual([
      `Coverage was measured on ${merged}, which is checked out, and not on the head, where files of the change are others: b.py. ${CHECK_OUT}`,
    ]);
    // Not that no changed line can be run.
    expect(outputs.conclusion).toBe('neutral');
    expect(measured).toMatchObject({ files: [], missing: [{ name: 'coverage (b.py)', why: 'other-commit' }] });
  });

  test('is no pass where coverage is required', async () => {
    const required = 'version: 1\nanalyzers: { coverage: { required: true } }\n';
    const { act } = await aPullRequest({ 'c.py': lines('other', 4) }, required);
    expect((await act(COVERED)).outputs.conclusion).toBe('neutral');
    const unmoved = await aPullRequest({ 'd.py': 'd = 1\n' }, required);
    expect((await unmoved.act(COVERED)).outputs.conclusion).toBe('success');
  });

  test('counts from a checkout of the head', async () => {
    const { act, headSha } = await aPullRequest({ 'b.py': `import os\n${BEFORE['b.py']}` });
    for (const checkout of [{ ref: headSha }, { ref: headSha, depth: 1 }, 'none'] as const)
      expect(await act({ ...COVERED, checkout })).toMatchObject({ coverage: WHOLE, warnings: [], notLookedAt: [] });
  });

  test('counts where reports come from elsewhere', async () => {
    const { act } = await aPullRequest({ 'b.py': `import os\n${BEFORE['b.py']}` });
    const { coverage, warnings } = await act(COVERED, 'pull_request_target');
    expect([coverage, warnings]).toEqual([WHOLE, []]);
  });

  test('is told from that of the head in a shallow checkout, too', async () => {
    const { act } = await aPullRequest({ 'c.py': lines('other', 4) });
    expect(await act({ ...COVERED, checkout: 'shallow' })).toMatchObject({ coverage: ['a.py 3/3', 'b.py 60/60'] });
  });
});

const result = (uri: string, text: string, related?: string) => ({
  ruleId: 'r',
  message: { text },
  locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } }],
  ...(related && { relatedLocations: [{ physicalLocation: { artifactLocation: { uri: related } } }] }),
});
const SARIF = JSON.stringify({
  version: '2.1.0',
  runs: [
    { tool: { driver: { name: 'T' } }, results: [result('b.py', 'in b'), result('c.py', 'in c')] },
    { tool: { driver: { name: 'U' } }, results: [result('b.py', 'in b by c', 'c.py'), result('b.py', 'also in b')] },
  ],
});

test('so are results of SARIF with a place in such a file', async () => {
  const { act, merged } = await aPullRequest({ 'c.py': lines('other', 4) });
  const options = { inputs: { sarif: 'a.sarif' }, made: { 'a.sarif': SARIF } };
  const { findings, notLookedAt, warnings } = await act(options);
  const words = `SARIF was made of ${merged}, which is checked out, and not of the head, where these are others: c.py. ${CHECK_OUT}`;
  expect(findings).toEqual(['b.py: in b', 'b.py: also in b']);
  expect(warnings).toEqual([words]);
  expect(notLookedAt).toEqual([
    { subject: '2 results of SARIF', analyzer: 'sarif', reason: 'bad-input', detail: words },
  ]);
});

test('tests that ran there are told to have', async () => {
  const { act, merged } = await aPullRequest(
    { 'c.py': lines('other', 4) },
    'analyzers: { tests: { required: true } }\n',
  );
  const made = { 'junit.xml': '<testsuite name="s"><testcase name="t"/></testsuite>', 'a.sarif': '{' };
  const { outputs, notLookedAt, warnings } = await act({ inputs: { tests: 'junit.xml', coverage: 'lcov.info' }, made });
  const words = `The tests ran on ${merged}, which is checked out, and not on the head. ${CHECK_OUT}`;
  expect(outputs.conclusion).toBe('success');
  expect(warnings).toEqual([
    `Reviewed without files that were to be there. The input coverage names lcov.info: there is no such file in the workspace. ${words}`,
  ]);
  expect(notLookedAt).toContainEqual({ subject: 'test results', reason: 'bad-input', detail: words });
});

describe('what is left of a report', () => {
  const cobertura = (name: string) =>
    `<class filename="${name}"><lines><line number="1" hits="4"/><line number="2" hits="0" condition-coverage="50% (1/2)"/></lines></class>`;
  test.each([
    [
      'Cobertura',
      `<coverage><sources><source>/ci/shop</source></sources><packages><package><classes>${['a.py', 'c.py'].map(cobertura).join('')}</classes></package></packages></coverage>`,
    ],
    [
      'lcov',
      ['/ci/shop/a.py', '/ci/shop/c.py']
        .map((name) => `SF:${name}\nDA:1,4\nDA:2,0\nBRDA:2,0,0,3\nBRDA:2,0,1,-\nend_of_record\n`)
        .join(''),
    ],
  ])('of %s has its lines and branches', async (_, content) => {
    const { act } = await aPullRequest({ 'c.py': lines('other', 4) });
    const { measured } = await act({ inputs: { coverage: 'report' }, made: { report: content } });
    expect(measured?.files).toEqual([
      {
        kind: 'coverage',
        name: 'report',
        text: 'SF:/a.py\nDA:1,4\nDA:2,0\nBRDA:2,0,0,1\nBRDA:2,0,1,0\nend_of_record\n',
      },
    ]);
  });

  test('that cannot be read is for the review to say', async () => {
    const { act } = await aPullRequest({ 'c.py': lines('other', 4) });
    const { notLookedAt, warnings } = await act({ inputs: { coverage: 'a', sarif: 'b' }, made: { a: '{', b: '{' } });
    expect(warnings).toEqual([]);
    expect(notLookedAt).toMatchObject([{ subject: 'coverage report a' }, { subject: 'sarif report b' }]);
  });
});
