import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksAt, pullRequestEvent, runAction } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

const REQUIRED = 'version: 1\nanalyzers:\n  coverage: { required: true }\n';

test('jobs of a matrix have a check each; one that is started again as it was has its own', async () => {
  const shop = await github.createRepository('matrix/shop', {
    files: { 'a.js': 'export const a = 1;\n', '.plumbline.yml': REQUIRED },
  });
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.js': 'export const a = 2;\n' } });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const event = await pullRequestEvent(github, shop, number);
  const job = (matrix: string, made: Readonly<Record<string, string>>) => {
    const env = { GITHUB_RUN_ID: '7' };
    return runAction(github, shop, { event, env, made, inputs: { matrix, coverage: 'lcov.info' }, checkout: 'none' });
  };
  const covered = { 'lcov.info': 'SF:a.js\nDA:1,1\nend_of_record\n' };
  const first = await job('{ "node": 20 }', {});
  const second = await job('{ "node": 22 }', covered);
  expect(checksAt(shop, headSha).map(({ conclusion }) => conclusion)).toEqual(['neutral', 'success']);
  expect(first.outputs['check-url']).not.toBe(second.outputs['check-url']);
  await job('{ "node": 20 }', {});
  expect(checksAt(shop, headSha)).toHaveLength(2);
});
