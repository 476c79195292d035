import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksAt, pushEvent, runAction, type ActionRun } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

// Python, for ESLint would take longer to load than all else.
const WRONG = { 'b.py': 'def b():\n    breakpoint()\n' };
const FAILED = ['failure', '1 new high-severity problem blocks this change.'];
const NOTHING = { code: 0, log: expect.stringMatching(/^There is nothing to review: .*\n$/) as string };
const NEW = '0'.repeat(40);

let owners = 0;

/** A default branch whose tip was reviewed, and did not pass. */
async function aReviewedShop(): Promise<{ readonly shop: RepositoryHandle; readonly tip: string }> {
  const shop = await github.createRepository(`tags${++owners}/shop`, { files: { 'a.py': 'a = 1\n' } });
  const before = await shop.tip();
  const tip = await shop.push({ files: WRONG });
  await runAction(github, shop, { event: pushEvent(shop, { before, after: tip }), checkout: 'none' });
  expect(shownAt(shop, tip)).toEqual([FAILED]);
  return { shop, tip };
}

const shownAt = (shop: RepositoryHandle, headSha: string) =>
  checksAt(shop, headSha).map(({ conclusion, title }) => [conclusion, title]);

function pushTag(shop: RepositoryHandle, given: { readonly after: string; readonly sha: string }): Promise<ActionRun> {
  const { name, payload } = pushEvent(shop, { before: NEW, after: given.after });
  const event = { name, payload: { ...payload, ref: 'refs/tags/v1' }, sha: given.sha };
  return runAction(github, shop, { event, checkout: 'none', env: { GITHUB_REF: 'refs/tags/v1' } });
}

test('a tag has nothing to review, and leaves the check of its commit alone', async () => {
  const { shop, tip } = await aReviewedShop();
  expect(await pushTag(shop, { after: tip, sha: tip })).toMatchObject(NOTHING);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: shop.state.gitDir, encoding: 'utf8' }).trim();
  git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'tag', '--annotate', '--message=One', 'v1', tip);
  expect(await pushTag(shop, { after: git('rev-parse', 'v1'), sha: tip })).toMatchObject(NOTHING);
  expect(shownAt(shop, tip)).toEqual([FAILED]);
});

test('a new branch has nothing to review where the default branch has its commit already', async () => {
  const { shop, tip } = await aReviewedShop();
  const push = { branch: 'release', before: NEW, after: tip };
  expect(await runAction(github, shop, { event: pushEvent(shop, push), checkout: 'none' })).toMatchObject(NOTHING);
  await shop.push({ files: { 'a.py': 'a = 2\n' } });
  expect(await runAction(github, shop, { event: pushEvent(shop, push), checkout: 'none' })).toMatchObject(NOTHING);
  const forced = { ...push, before: await shop.tip(), forced: true };
  expect(await runAction(github, shop, { event: pushEvent(shop, forced), checkout: 'none' })).toMatchObject(NOTHING);
  expect(shownAt(shop, tip)).toEqual([FAILED]);
});

test('where GitHub does not tell what a new branch adds, it is reviewed', async () => {
  const { shop } = await aReviewedShop();
  const after = await shop.push({ branch: 'feature', from: 'main', files: { 'c.py': WRONG['b.py'] } });
  github.failNext('repos/compare-commits-with-basehead', { kind: 'status', status: 403 });
  const event = pushEvent(shop, { branch: 'feature', before: NEW, after });
  const { code } = await runAction(github, shop, { event, checkout: 'none' });
  expect(code).toBe(1);
  expect(shownAt(shop, after)).toEqual([FAILED]);
  expect(github.violations).toEqual([]);
});
