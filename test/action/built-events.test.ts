import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBuiltAction, type BuiltAction } from '../support/a-built-action.ts';
import {
  checksAt,
  pullRequestEvent,
  pushEvent,
  READ_ONLY,
  workflowRunEvent,
  type ActionEvent,
  type RunOptions,
} from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';
import { readCommands } from '../support/runner-commands.ts';

let github: GitHubDouble;
let action: BuiltAction;
beforeAll(async () => {
  github = await startGitHubDouble();
  action = aBuiltAction();
});
afterAll(async () => {
  await github.close();
  action.remove();
  expect(github.violations.filter(({ kind }) => kind === 'request' || kind === 'unknown-path')).toEqual([]);
});

// Python, for ESLint would take longer to load than all else.
const SOUND = { 'a.py': 'def a():\n    return 1\n' };
const WRONG = { 'b.py': 'def b():\n    breakpoint()\n' };

let owners = 0;
const aShop = (files: Readonly<Record<string, string>> = SOUND): Promise<RepositoryHandle> =>
  github.createRepository(`events${++owners}/shop`, { files });

async function aPullRequest(name = 'pull_request') {
  const shop = await aShop();
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  return { shop, number, head: headSha, event: await pullRequestEvent(github, shop, number, name) };
}

interface Case {
  readonly shop: RepositoryHandle;
  readonly head: string;
  readonly event: ActionEvent;
}

const OF_A_CHANGE = '1 new high-severity problem blocks this change.';
const OF_ALL = '1 high-severity problem is more than the gate allows.';

/** Each in a repository of its own, which has no package.json. */
const EVENTS: readonly (readonly [string, string, () => Promise<Case>])[] = [
  ['pull_request', OF_A_CHANGE, () => aPullRequest()],
  ['pull_request_target', OF_A_CHANGE, () => aPullRequest('pull_request_target')],
  [
    'push',
    OF_A_CHANGE,
    async () => {
      const shop = await aShop();
      const [before, after] = [await shop.tip(), await shop.push({ files: WRONG })];
      return { shop, head: after, event: pushEvent(shop, { before, after }) };
    },
  ],
  [
    'merge_group',
    OF_A_CHANGE,
    async () => {
      const { shop, number } = await aPullRequest();
      const head = await shop.requestMergeGroup({ pullRequest: number });
      const group = { head_sha: head, base_sha: await shop.tip() };
      const payload = { action: 'checks_requested', merge_group: group };
      return { shop, head, event: { name: 'merge_group', payload, sha: head } };
    },
  ],
  ...(['schedule', 'workflow_dispatch'] as const).map(
    (name) =>
      [
        name,
        OF_ALL,
        async () => {
          const shop = await aShop({ ...SOUND, ...WRONG });
          const head = await shop.tip();
          return { shop, head, event: { name, payload: {}, sha: head } };
        },
      ] as const,
  ),
  [
    'workflow_run',
    OF_A_CHANGE,
    async () => {
      const { shop, number, head } = await aPullRequest();
      return { shop, head, event: await workflowRunEvent(shop, number) };
    },
  ],
];

test.each(EVENTS)('%s ends with a check', async (name, title, make) => {
  const { shop, head, event } = await make();
  expect(event.name).toBe(name);
  const { code, log, outputs } = await action.run(github, shop, { event, checkout: 'shallow' });
  expect({ code, conclusion: outputs.conclusion, high: outputs.high }).toEqual({
    code: 1,
    conclusion: 'failure',
    high: '1',
  });
  expect(readCommands(log)).toEqual([{ command: 'error', properties: {}, data: `${title} ${outputs['check-url']}` }]);
  expect(checksAt(shop, head)).toEqual([
    { name: 'Plumbline', status: 'completed', conclusion: 'failure', title, annotations: ['b.py:2'] },
  ]);
});

test("a fork's token only reads: the run says what the check would", async () => {
  const shop = await aShop();
  const fork = await shop.fork(`stranger${owners}`);
  await fork.push({ branch: 'feature', from: 'main', files: WRONG });
  const { number, headSha } = await shop.openPullRequest({ head: `stranger${owners}:feature` });
  const event = await pullRequestEvent(github, shop, number);
  const { code, log, summary, report } = await action.run(github, shop, {
    event,
    permissions: READ_ONLY,
    checkout: 'shallow',
  });
  expect(code).toBe(1);
  expect(readCommands(log)).toMatchObject([
    { command: 'error', properties: { file: 'b.py', line: '2' } },
    { command: 'error', properties: {}, data: OF_A_CHANGE },
  ]);
  expect(summary).toContain('[b.py:2]');
  expect(report).toContain('practice/python-debugger-left');
  expect(checksAt(shop, headSha)).toEqual([]);
});

const onSchedule = async (shop: RepositoryHandle, options: Omit<RunOptions, 'event'> = {}) => {
  const sha = await shop.tip();
  const run = await action.run(github, shop, { event: { name: 'schedule', payload: {}, sha }, ...options });
  return { ...run, checks: checksAt(shop, sha) };
};

const ended = (conclusion: string, title: string) => [
  { name: 'Plumbline', status: 'completed', conclusion, title, annotations: [] },
];

test('a repository whose only commit is empty has nothing to look at, which is no pass', async () => {
  const { code, outputs, checks } = await onSchedule(await aShop({}));
  expect({ code, conclusion: outputs.conclusion }).toEqual({ code: 1, conclusion: 'neutral' });
  expect(checks).toEqual(ended('neutral', 'No verdict: there is no file to look at.'));
});

test('of a repository without a commit the log says that there is none', async () => {
  const shop = await github.createRepository(`events${++owners}/shop`);
  const event = { name: 'workflow_dispatch', payload: {}, sha: '0'.repeat(40) };
  const { code, log } = await action.run(github, shop, { event, checkout: 'none' });
  expect(code).toBe(1);
  expect(readCommands(log)).toMatchObject([
    {
      command: 'error',
      data: expect.stringMatching(/^The commits could not be fetched from 127\.0\.0\.1:\d+\. /) as string,
    },
  ]);
  expect([...shop.state.checkRuns.values()]).toEqual([]);
});

test('a pull request that deletes every file brings nothing new', async () => {
  const shop = await aShop();
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.py': null } });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const event = await pullRequestEvent(github, shop, number);
  const { code, outputs } = await action.run(github, shop, { event });
  expect({ code, conclusion: outputs.conclusion }).toEqual({ code: 0, conclusion: 'success' });
  expect(checksAt(shop, headSha)).toEqual(ended('success', 'No new problems.'));
});
