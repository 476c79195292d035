import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksAt, pullRequestEvent, runAction } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { RecordedCall } from '../support/github/http/failures.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

const PROJECTS = 'version: 1\nprojects:\n  - { name: api, paths: [api/**] }\n';
const OUT_OF_ORDER = { kind: 'status', status: 502 } as const;

async function runWhereProjectsFail(account: string, times: number) {
  const shop = await github.createRepository(`${account}/shop`, { files: { '.plumbline.yml': PROJECTS } });
  await shop.push({ branch: 'feature', from: 'main', files: { 'api/b.js': 'debugger;\n' } });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const isProjects = ({ operationId, path, body }: RecordedCall) =>
    operationId === 'checks/create' &&
    path.includes(account) &&
    (body as { readonly name?: string }).name === 'Plumbline / api';
  github.failNext(isProjects, OUT_OF_ORDER, times);
  const event = await pullRequestEvent(github, shop, number);
  const run = await runAction(github, shop, { event, checkout: 'none' });
  return { run, checks: checksAt(shop, headSha).map(({ name, conclusion }) => [name, conclusion]) };
}

test("GitHub is asked once more for a project's check", async () => {
  const { run, checks } = await runWhereProjectsFail('once', 1);
  expect([run.code, run.outputs.conclusion]).toEqual([1, 'failure']);
  expect(checks).toEqual([
    ['Plumbline', 'failure'],
    ['Plumbline / api', 'failure'],
  ]);
});

test('what goes wrong after the verdict was shown leaves it as it is', async () => {
  const { run, checks } = await runWhereProjectsFail('always', 10);
  expect(checks).toEqual([['Plumbline', 'failure']]);
  expect([run.code, run.outputs.conclusion]).toEqual([1, 'failure']);
  expect(run.log).toMatch(/^::error::GitHub cannot be reached at .*, or is out of order\. Run the job again\.$/m);
});
