import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../action/run.ts';
import {
  aRunner,
  checksAt,
  PACE,
  pullRequestEvent,
  pushEvent,
  runAction,
  type ActionEvent,
  type Checkout,
  type RunOptions,
} from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';
import { writeHistory, type HistoricCommit } from '../support/github/site/write-history.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

let owners = 0;

/** `main` from the oldest commit on, each changing a file of its own choice, and what else there is. */
async function aPullRequest(main: readonly number[], rest: readonly HistoricCommit[]) {
  const shop = await github.createRepository(`shallow${++owners}/shop`);
  const commits = main.map((daysAgo, index) => ({
    name: `main${index}`,
    branch: 'main',
    daysAgo,
    files: { [`f${index % 4}.py`]: `def f(a):\n    return ${index} if a else None\n` },
  }));
  const ids = await writeHistory(shop, [...commits, ...rest]);
  const { number } = await shop.openPullRequest({ head: 'feature' });
  return { shop, ids, event: await pullRequestEvent(github, shop, number) };
}

const change = (given: Pick<HistoricCommit, 'name' | 'parents' | 'daysAgo'>): HistoricCommit => ({
  branch: 'feature',
  files: { [`${given.name}.py`]: 'def g(a):\n    breakpoint()\n    return a\n' },
  ...given,
});
const days = (amount: number, apart: number, until = 1): number[] =>
  Array.from({ length: amount }, (_, index) => until + (amount - 1 - index) * apart);

/** Main of each, from the oldest commit on in days ago; then the branch and what else there is. */
const HISTORIES: readonly (readonly [string, readonly number[], readonly HistoricCommit[]])[] = [
  [
    'the base moved on',
    days(40, 5),
    [change({ name: 'one', parents: ['main37'], daysAgo: 3 }), change({ name: 'two', daysAgo: 2 })],
  ],
  ['the branch began before the window', days(40, 15), [change({ name: 'one', parents: ['main10'], daysAgo: 4 })]],
  ['the branch began years ago', days(40, 60), [change({ name: 'one', parents: ['main5'], daysAgo: 4 })]],
  ['all is old', days(10, 30, 300), [change({ name: 'one', parents: ['main8'], daysAgo: 310 })]],
  ['the head is old', days(40, 5), [change({ name: 'one', parents: ['main5'], daysAgo: 170 })]],
  ['a long silence in the window', [900, 800, 700, 20, 10], [change({ name: 'one', parents: ['main3'], daysAgo: 4 })]],
  [
    'merged both ways',
    days(30, 10, 40),
    [
      change({ name: 'one', parents: ['main20'], daysAgo: 130 }),
      { name: 'x', parents: ['main29', 'one'], branch: 'main', daysAgo: 30, files: {} },
      { name: 'y', parents: ['one', 'main29'], branch: 'feature', daysAgo: 29, files: {} },
      { name: 'z', parents: ['x'], branch: 'main', daysAgo: 28, files: { 'z.py': 'z = 1\n' } },
      change({ name: 'two', parents: ['y'], daysAgo: 5 }),
    ],
  ],
  [
    'clocks that went wrong',
    [3000, 50, 2000, 40, 4000, 30, 20, 10],
    [change({ name: 'one', parents: ['main3'], daysAgo: 2500 }), change({ name: 'two', daysAgo: 3 })],
  ],
  ['a history of two', [2], [change({ name: 'one', parents: ['main0'], daysAgo: 1 })]],
];

function aPullRequestOf(name: string): ReturnType<typeof aPullRequest> {
  const [, main, rest] = HISTORIES.find(([of]) => of === name)!;
  return aPullRequest(main, rest);
}

/** All that is compared. */
const inputs = { reports: 'json' };
const reviewed = new Map<string, ReturnType<typeof review>>();

/** A pull request with one of the histories above, and its report from a whole checkout. Made once. */
function aReviewed(name: string): ReturnType<typeof review> {
  const known = reviewed.get(name) ?? review(name);
  reviewed.set(name, known);
  return known;
}

async function review(name: string) {
  const { shop, ids, event } = await aPullRequestOf(name);
  const { report } = await runAction(github, shop, { event, inputs, checkout: 'full' });
  return { shop, ids, event, whole: report };
}

describe.each(HISTORIES)('%s', (name) => {
  let shop: RepositoryHandle;
  let event: ActionEvent;
  let whole: string | undefined;
  beforeAll(async () => {
    ({ shop, event, whole } = await aReviewed(name));
    expect(whole).toContain('practice/python-debugger-left');
  });

  test.each<[string, Checkout]>([
    ['one commit deep', { depth: 1 }],
    ['five commits deep', { depth: 5 }],
    ['not there', 'none'],
  ])('a checkout that is %s gives the report of a full one', async (_, checkout) => {
    const { report, fetchedAll } = await runIn(shop, { event, checkout });
    expect(report).toBe(whole);
    expect(fetchedAll).toBe(false);
  });
});

const FETCHES = ['git/info-refs', 'git/upload-pack'] as const;
const MOVED_ON = 'the base moved on';

test('from a checkout of the base what is missing is fetched, too; so is with one of a fork, or one without files', async () => {
  const { shop, event, whole } = await aReviewed(MOVED_ON);
  const fork = await shop.fork('elsewhere');
  await fork.push({ files: { 'own.py': 'own = 1\n' } });
  const run = async (checkout: Checkout) => {
    const { report, fetchedAll } = await runIn(shop, { event, checkout });
    return [report === whole, fetchedAll];
  };
  expect({
    ofTheBranch: await run({ depth: 1, ref: 'refs/heads/feature' }),
    ofTheBase: await run({ depth: 3, ref: 'refs/heads/main' }),
    wholeOfTheBase: await run({ depth: 1000, ref: 'refs/heads/main' }),
    ofAFork: await run({ depth: 1, of: fork, ref: 'refs/heads/main' }),
    wholeOfAFork: await run({ of: fork, ref: event.sha }),
    withoutFiles: await run({ filter: 'blob:none' }),
    shallowWithoutFiles: await run({ depth: 1, filter: 'blob:none' }),
  }).toEqual({
    ofTheBranch: [true, false],
    ofTheBase: [true, false],
    wholeOfTheBase: [true, false],
    ofAFork: [true, false],
    wholeOfAFork: [true, false],
    withoutFiles: [true, false],
    shallowWithoutFiles: [true, false],
  });
});

test('a branch that an earlier job left in a shallow checkout is not the base as it is now', async () => {
  const { shop, ids, event, whole } = await aReviewed(MOVED_ON);
  const made = { '.git/refs/remotes/origin/main': `${ids.get('main37')}\n` };
  const checkout = { depth: 30, ref: 'refs/heads/feature' };
  const { report, fetchedAll } = await runIn(shop, { event, checkout, made });
  expect({ isWhole: report === whole, fetchedAll }).toEqual({ isWhole: true, fetchedAll: false });
});

test('a shallow checkout that has all that a review reads needs no server', async () => {
  const shop = await github.createRepository(`shallow${++owners}/shop`);
  const daysAgo = [400, 300, 200, 20, 10];
  const ids = await writeHistory(
    shop,
    daysAgo.map((ago) => ({
      name: `${ago}`,
      branch: 'main',
      daysAgo: ago,
      files: { 'a.py': `breakpoint()  # ${ago}\n` },
    })),
  );
  const [before = '', after = ''] = ['20', '10'].map((name) => ids.get(name));
  const event = pushEvent(shop, { before, after });
  const { report: whole } = await runIn(shop, { event, checkout: 'full' });
  const runner = await aRunner(github, shop, { event, inputs, checkout: { depth: 3 } });
  const fetches = () => FETCHES.reduce((sum, name) => sum + github.calls.count(name), 0);
  const fetched = fetches();
  await run({ env: runner.variables, write: () => undefined, clock: () => new Date(), pace: PACE });
  expect({ report: runner.written().report === whole, fetches: fetches() - fetched }).toEqual({
    report: true,
    fetches: 0,
  });
  runner.remove();
});

test.each([
  [
    'that may not read',
    { kind: 'status', status: 403 } as const,
    'Give the job the permission `contents: read`, or check the repository out with `fetch-depth: 0` before.',
  ],
  ['that is gone', { kind: 'cut' } as const, 'Checked out with `fetch-depth: 0` before, it needs no fetch.'],
])('a fetch %s ends the check, and says what helps', async (_, failure, advice) => {
  const { shop, event } = await aPullRequestOf(MOVED_ON);
  const runner = await aRunner(github, shop, { event, checkout: 'shallow' });
  const stop = FETCHES.map((call) =>
    github.failAlways((made) => made.operationId === call && made.path.includes(shop.fullName), failure),
  );
  let log = '';
  const code = await run({
    env: runner.variables,
    write: (text) => void (log += text),
    clock: () => new Date(),
    pace: PACE,
  });
  stop.forEach((end) => end());
  runner.remove();
  expect(code).toBe(1);
  expect(log).toContain(advice);
  expect(checksAt(shop, shop.pullRequest(1).state.headSha)).toMatchObject([
    { status: 'completed', conclusion: 'action_required' },
  ]);
});

/** Whether all history was fetched, as where there is no checkout. */
async function runIn(shop: RepositoryHandle, options: RunOptions) {
  const runner = await aRunner(github, shop, { inputs, ...options });
  try {
    let log = '';
    const write = (text: string) => void (log += text);
    const code = await run({ env: runner.variables, write, clock: () => new Date(), pace: PACE });
    return { code, log, ...runner.written(), fetchedAll: existsSync(join(runner.folder, 'temp/plumbline/git')) };
  } finally {
    runner.remove();
  }
}
