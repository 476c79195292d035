import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  checksAt,
  pullRequestEvent,
  READ_ONLY,
  runAction,
  workflowRunEvent,
  type RunOptions,
} from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

let owners = 0;
/** Python, for ESLint would take longer to load than all else. */
async function aForksPullRequest() {
  const owner = `forked${++owners}`;
  const shop = await github.createRepository(`${owner}/shop`, { files: { 'a.py': 'a = 1\n' } });
  const fork = await shop.fork(`stranger${owners}`);
  await fork.push({ branch: 'feature', from: 'main', files: { 'b.py': 'def b():\n    breakpoint()\n' } });
  const { number, headSha } = await shop.openPullRequest({ head: `stranger${owners}:feature` });
  return { shop, fork, number, headSha };
}

test("a fork's pull request is reviewed with a token that only reads", async () => {
  const { shop, number, headSha } = await aForksPullRequest();
  const event = await pullRequestEvent(github, shop, number);
  const { code, log, summary } = await runAction(github, shop, { event, permissions: READ_ONLY, checkout: 'none' });
  expect(code).toBe(1);
  expect(log).toContain('::error file=b.py,line=2,');
  expect(summary).toContain('[b.py:2]');
  expect(checksAt(shop, headSha)).toEqual([]);
});

test('it gets a check where the workflow of the base reviews it', async () => {
  const { shop, number, headSha } = await aForksPullRequest();
  const event = await pullRequestEvent(github, shop, number, 'pull_request_target');
  expect((await runAction(github, shop, { event, checkout: 'none' })).code).toBe(1);
  expect(checksAt(shop, headSha)).toMatchObject([{ conclusion: 'failure', annotations: ['b.py:2'] }]);
});

const afterItsTests = async (options: Omit<RunOptions, 'event' | 'checkout'> = {}) => {
  const { shop, number, headSha } = await aForksPullRequest();
  const event = await workflowRunEvent(shop, number);
  const run = await runAction(github, shop, { event, checkout: 'none', ...options });
  return { ...run, checks: checksAt(shop, headSha) };
};

test('it is reviewed after its own workflow, with the coverage that one measured', async () => {
  const { code, checks, outputs } = await afterItsTests({
    inputs: { coverage: 'lcov.info' },
    made: { 'lcov.info': 'SF:b.py\nDA:1,1\nDA:2,1\nend_of_record\n' },
  });
  expect(code).toBe(1);
  expect(checks).toMatchObject([{ conclusion: 'failure', annotations: ['b.py:2'] }]);
  expect(outputs['rating-coverage']).toMatch(/^[A-E]$/);
});

test.each([
  ['no report', '\u0000\u001b[31m::error::x\n##[set-output name=a]b'],
  [
    'a report of files that lead out',
    'SF:../../../etc/passwd\nDA:1,1\nend_of_record\nSF:/etc/passwd\nDA:1,0\nend_of_record\n',
  ],
  ['XML with entities', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><coverage>&b;</coverage>'],
  ['brackets without end', '['.repeat(200_000)],
])('what a stranger hands over as coverage is data: %s', async (_, content) => {
  const { code, log, summary, checks } = await afterItsTests({
    inputs: { coverage: 'lcov.info' },
    made: { 'lcov.info': content },
  });
  expect(code).toBe(1);
  expect(checks).toMatchObject([{ status: 'completed', conclusion: 'failure', annotations: ['b.py:2'] }]);
  expect(log + summary).not.toMatch(
    /root:|\u001b|^\s*::(?!error file=|error::1 new high-severity problem blocks this change\. http)|##\[/m,
  );
});

test('what a stranger does not hand over is missing, and the review is made all the same', async () => {
  const { code, checks, summary } = await afterItsTests({ inputs: { coverage: 'lcov.info' } });
  expect(code).toBe(1);
  expect(checks).toMatchObject([{ status: 'completed', conclusion: 'failure', annotations: ['b.py:2'] }]);
  expect(summary).toContain('The input coverage names lcov.info: there is no such file in the workspace.');
});

test("a repository that a stranger's job left in the workspace says nothing of the base", async () => {
  const { shop, number, headSha } = await aForksPullRequest();
  const event = await workflowRunEvent(shop, number);
  // As if the change were in the base already.
  const made = { '.git/refs/remotes/origin/main': `${headSha}\n` };
  expect((await runAction(github, shop, { event, checkout: 'full', made })).code).toBe(1);
  expect(checksAt(shop, headSha)).toMatchObject([{ conclusion: 'failure', annotations: ['b.py:2'] }]);
});

test('of two pull requests of one head, the one into the default branch is told of', async () => {
  const { shop, fork, number, headSha } = await aForksPullRequest();
  await shop.push({ branch: 'lax', from: 'main', files: { '.plumbline.yml': 'version: 1\nexclude: ["**"]\n' } });
  await shop.openPullRequest({ head: `${fork.fullName.split('/')[0]}:feature`, base: 'lax' });
  expect((await runAction(github, shop, { event: await workflowRunEvent(shop, number), checkout: 'none' })).code).toBe(
    1,
  );
  expect(checksAt(shop, headSha)).toMatchObject([{ conclusion: 'failure', annotations: ['b.py:2'] }]);
});

test('a head that was pushed over meanwhile is nobody to review', async () => {
  const { shop, fork, number } = await aForksPullRequest();
  const event = await workflowRunEvent(shop, number);
  await fork.push({ branch: 'feature', files: { 'c.py': 'c = 1\n' } });
  expect(await runAction(github, shop, { event, checkout: 'none' })).toMatchObject({
    code: 0,
    log: 'There is nothing to review: the branch or the pull request has gone or moved on, or has nothing new.\n',
  });
});
