import { afterAll, beforeAll, expect, test } from 'vitest';
import { pullRequestEvent, pushEvent, runAction, USUAL, type ActionEvent } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';
import { readCommands } from '../support/runner-commands.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(async () => {
  await github.close();
  expect(github.violations.filter(({ kind }) => kind === 'request' || kind === 'unknown-path')).toEqual([]);
});

// Python, for ESLint would take longer to load than all else.
const WRONG = { 'b.py': 'def b():\n    breakpoint()\n' };

let owners = 0;
const aShop = () => github.createRepository(`scanned${++owners}/shop`, { files: { 'old.py': 'breakpoint()\n' } });

async function upload(shop: RepositoryHandle, event: ActionEvent) {
  const permissions = { ...USUAL, security_events: 'write' } as const;
  const inputs = { 'upload-sarif': 'true' };
  const { log } = await runAction(github, shop, { event, permissions, inputs, checkout: 'none' });
  const told = readCommands(log).filter(({ command, data }) => command === 'notice' && data.includes('code scanning'));
  return { told: told.length, uploads: [...shop.state.sarifUploads.values()].map(({ ref }) => ref) };
}

test('a push leaves the alerts of its branch alone: what it does not look at is not fixed', async () => {
  const shop = await aShop();
  const before = await shop.tip();
  const whole = { name: 'schedule', payload: {}, sha: before };
  expect(await upload(shop, whole)).toEqual({ told: 0, uploads: ['refs/heads/main'] });
  const after = await shop.push({ files: WRONG });
  const pushed = pushEvent(shop, { before, after });
  expect(await upload(shop, pushed)).toEqual({ told: 1, uploads: ['refs/heads/main'] });
});

test('a pull request has a ref of its own, and is uploaded', async () => {
  const shop = await aShop();
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const { number } = await shop.openPullRequest({ head: 'feature' });
  const event = await pullRequestEvent(github, shop, number);
  expect(await upload(shop, event)).toEqual({ told: 0, uploads: [`refs/pull/${number}/head`] });
});
