import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../action/run.ts';
import {
  aRunner,
  PACE,
  pullRequestEvent,
  READ_ONLY,
  runAction,
  USUAL,
  type RunOptions,
} from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { Permissions } from '../support/github/state/entities.ts';
import { readCommands } from '../support/runner-commands.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(async () => {
  await github.close();
  expect(github.violations.filter(({ kind }) => kind === 'request' || kind === 'unknown-path')).toEqual([]);
});

/** Its finding has a fix. Python, for ESLint would take longer to load than all else. */
const WRONG = { 'b.py': 'import yaml\n\nb = yaml.load(input())\n' };
const BLOCKED = '1 new high-severity problem blocks this change.';

let owners = 0;
async function aPullRequest({ isFork = false } = {}) {
  const owner = `told${++owners}`;
  const shop = await github.createRepository(`${owner}/shop`, { files: { 'a.py': 'a = 1\n' } });
  const from = isFork ? await shop.fork(`stranger-${owner}`) : shop;
  await from.push({ branch: 'feature', from: 'main', files: WRONG });
  const { number } = await shop.openPullRequest({ head: isFork ? `stranger-${owner}:feature` : 'feature' });
  const act = async (options: Omit<RunOptions, 'event'> = {}, name = 'pull_request') => {
    const event = await pullRequestEvent(github, shop, number, name);
    return runAction(github, shop, { event, checkout: 'none', ...options });
  };
  return { shop, number, act };
}

const notices = (log: string): string[] =>
  readCommands(log).flatMap(({ command, data }) => (command === 'notice' ? [data] : []));

describe('a permission that is missing is named', () => {
  const NO_CHECKS: Permissions = { metadata: 'read', contents: 'read', pull_requests: 'write' };

  test('for the check', async () => {
    const { act } = await aPullRequest();
    const { log } = await act({ permissions: NO_CHECKS });
    expect(notices(log)).toEqual([
      expect.stringMatching(/^No check can be shown: .*\. Give the job the permission `checks: write`\.$/),
    ]);
  });

  test('where a commit status stands in for it', async () => {
    const { act } = await aPullRequest();
    const { log } = await act({ permissions: { ...NO_CHECKS, statuses: 'write' } });
    expect(notices(log)).toEqual([
      'A commit status stands in for the check. Give the job the permission `checks: write` for the check.',
    ]);
  });

  test('for the comment and the suggestions, once', async () => {
    const { act } = await aPullRequest();
    const { log } = await act({ permissions: { ...USUAL, pull_requests: 'read' } });
    expect(notices(log)).toEqual([
      expect.stringMatching(/^No comment.*\. Give the job the permission `pull-requests: write`\.$/),
    ]);
  });

  test('for code scanning', async () => {
    const { act } = await aPullRequest();
    const { log } = await act({ inputs: { 'upload-sarif': 'true' } });
    const [warning] = readCommands(log).filter(({ command }) => command === 'warning');
    expect(warning?.data).toMatch(/^Code scanning: .*\. Give the job the permission `security-events: write`\.$/);
  });

  test("not where nobody can give it: the token of a fork's pull request only reads", async () => {
    const { act } = await aPullRequest({ isFork: true });
    const { log } = await act({ permissions: READ_ONLY });
    expect(notices(log)).toEqual([]);
    expect(log).toMatch(/^No check can be shown: /m);
    const privileged = await act({ permissions: READ_ONLY }, 'pull_request_target');
    expect(notices(privileged.log)).toHaveLength(2);
  });
});

test('that conversations cannot be resolved is a line of the log', async () => {
  const { shop, act } = await aPullRequest();
  await act();
  expect(shop.state.reviewComments.size).toBeGreaterThan(0);
  await shop.push({ branch: 'feature', files: { 'b.py': 'b = 1\n' } });
  const { code, log } = await act();
  expect([code, log.split('\n').filter((line) => line.includes('`contents: write`')).length]).toEqual([0, 1]);
  expect((await act({ permissions: { ...USUAL, contents: 'write' } })).log).not.toContain('`contents: write`');
});

test('a run that does not pass ends with one error: why, and where the check is', async () => {
  const { act } = await aPullRequest();
  const { log, outputs } = await act();
  expect(readCommands(log)).toEqual([{ command: 'error', properties: {}, data: `${BLOCKED} ${outputs['check-url']}` }]);
  expect(outputs['check-url']).toMatch(/^http/);
});

describe('what goes wrong before there is a check has a conclusion all the same', () => {
  test('an input that is wrong', async () => {
    const { shop, act } = await aPullRequest();
    const { code, log, outputs } = await act({ inputs: { reports: 'docx' } });
    expect([code, outputs]).toEqual([1, { conclusion: 'action_required' }]);
    expect(readCommands(log).map(({ command }) => command)).toEqual(['error']);
    expect(shop.state.checkRuns.size).toBe(0);
  });

  test('an event that starts no review', async () => {
    const { act } = await aPullRequest();
    const { code, outputs } = await act({ env: { GITHUB_EVENT_NAME: 'issues' } });
    expect([code, outputs]).toEqual([1, { conclusion: 'action_required' }]);
  });

  test('GitHub, which the author of the workflow does not mend', async () => {
    const { act } = await aPullRequest();
    github.failNext('checks/list-for-ref', { kind: 'status', status: 401 });
    const { code, log, outputs } = await act();
    expect([code, outputs]).toEqual([1, { conclusion: 'neutral' }]);
    expect(log).toContain('::error::GitHub does not accept the input token.');
  });

  test('unless it cannot be written', async () => {
    const { act } = await aPullRequest();
    const { code, log, outputs } = await act({ inputs: { reports: 'docx' }, env: { GITHUB_OUTPUT: '/dev/null/none' } });
    expect([code, outputs]).toEqual([1, {}]);
    expect(readCommands(log).map(({ command }) => command)).toEqual(['error']);
  });
});

test('two steps of one job have folders of their own for their reports', async () => {
  const { shop, number } = await aPullRequest();
  const event = await pullRequestEvent(github, shop, number);
  const runner = await aRunner(github, shop, { event, checkout: 'none' });
  const folders: string[] = [];
  for (const reports of ['sarif, markdown', 'json']) {
    const env = { ...runner.variables, INPUT_REPORTS: reports };
    await run({ env, write: () => undefined, clock: () => new Date(), pace: PACE });
    folders.push(runner.written().outputs['report-folder'] ?? '');
  }
  runner.remove();
  expect(new Set(folders).size).toBe(2);
});
