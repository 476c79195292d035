import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checksAt, pullRequestEvent, runAction, type Checkout } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(async () => {
  await github.close();
  expect(github.violations.filter(({ kind }) => kind === 'request' || kind === 'unknown-path')).toEqual([]);
});

const SOUND = { 'a.js': 'export const a = 1;\n' };
const WRONG = { 'b.js': 'export function b() {\n  debugger;\n}\n' };

let owners = 0;
async function aShop(files: Readonly<Record<string, string>> = SOUND) {
  return github.createRepository(`actions${++owners}/shop`, { files });
}

const conclusions = (...[shop, sha]: Parameters<typeof checksAt>) =>
  checksAt(shop, sha).map(({ conclusion }) => conclusion);

test('ready_for_review: a draft that is made ready is reviewed', async () => {
  const shop = await aShop();
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const pull = await shop.openPullRequest({ head: 'feature', draft: true });
  await runAction(github, shop, { event: await pullRequestEvent(github, shop, pull.number), checkout: 'none' });
  await pull.markReady();
  await runAction(github, shop, { event: await pullRequestEvent(github, shop, pull.number), checkout: 'none' });
  expect(conclusions(shop, pull.headSha)).toEqual(['neutral', 'failure']);
});

describe('edited', () => {
  async function aMovedPullRequest() {
    const shop = await aShop();
    await shop.push({ branch: 'next', from: 'main', files: WRONG });
    await shop.push({ branch: 'feature', from: 'next', files: { 'a.js': 'export const a = 2;\n' } });
    const pull = await shop.openPullRequest({ head: 'feature', base: 'next' });
    const before = await pullRequestEvent(github, shop, pull.number);
    await pull.edit({ base: 'main' });
    return { shop, pull, before, after: await pullRequestEvent(github, shop, pull.number) };
  }

  test.each<Checkout>(['full', 'shallow', 'none'])(
    'a new base is what counts, with a checkout that is %s',
    async (checkout) => {
      const { shop, pull, before, after } = await aMovedPullRequest();
      await runAction(github, shop, { event: before, checkout });
      await runAction(github, shop, { event: after, checkout });
      expect(conclusions(shop, pull.headSha)).toEqual(['success', 'failure']);
    },
  );

  test('a late run against the earlier base leaves the conversation to the review against the new one', async () => {
    const { shop, before, after } = await aMovedPullRequest();
    await runAction(github, shop, { event: after, checkout: 'none' });
    const told = [...shop.state.comments.values()].map(({ body }) => body);
    const { log } = await runAction(github, shop, { event: before, checkout: 'none' });
    expect(log).toContain('The pull request has another head or base by now');
    expect([...shop.state.comments.values()].map(({ body }) => body)).toEqual(told);
  });
});

test('labeled and unlabeled: the labels of the event decide', async () => {
  const shop = await aShop({ ...SOUND, '.plumbline.yml': 'version: 1\npullRequests:\n  labels: { skip: [wip] }\n' });
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const pull = await shop.openPullRequest({ head: 'feature' });
  await pull.label('wip');
  await runAction(github, shop, { event: await pullRequestEvent(github, shop, pull.number), checkout: 'none' });
  await pull.unlabel('wip');
  await runAction(github, shop, { event: await pullRequestEvent(github, shop, pull.number), checkout: 'none' });
  expect(conclusions(shop, pull.headSha)).toEqual(['neutral', 'failure']);
});
