import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestReview } from '../../../app/reviews/request-review.ts';
import { startTestService, type TestService } from '../../support/service.ts';

let test: TestService;
beforeAll(async () => {
  test = await startTestService();
});
afterAll(async () => {
  await test.close();
});

it('a review finds a repository whose rename was not heard of', async () => {
  const { github, database } = test;
  const shop = await github.createRepository('acme/shop', { files: { 'a.js': 'export const a = 1;\n' } });
  const installation = github.install('acme');
  await shop.push({ files: { 'a.js': 'export const a = 2;\n' } });
  await test.settled();
  github.webhooks.disturb = () => ({ drop: true });
  await shop.rename('store');
  const wanted = {
    installationId: installation.id,
    repositoryId: shop.id,
    kind: 'repository',
    wholeTree: true,
  } as const;
  const headSha = await shop.commit({ files: { 'a.js': 'export const a = 3;\n' } });
  await shop.moveBranch('main', headSha);
  await requestReview(database, { ...wanted, headSha, trigger: 'test', correlationId: 'test', now: new Date() });
  await test.settled(20_000);
  const runs = [...shop.state.checkRuns.values()].filter((run) => run.headSha === headSha);
  expect(runs.map(({ status, conclusion }) => ({ status, conclusion }))).toEqual([
    { status: 'completed', conclusion: 'success' },
  ]);
  const names = await database.query('select owner, name from repositories where id = $1', [shop.id]);
  expect(names).toEqual([{ owner: 'acme', name: 'store' }]);
  expect(github.violations).toEqual([]);
});
