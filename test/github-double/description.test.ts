import { expect, test } from 'vitest';
import { clientOf, clientWith, doubles, failureOf } from './a-double.ts';

const start = doubles();
const WHERE = { owner: 'acme', repo: 'shop' };

test('what GitHub does not describe is refused, and remembered', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const octokit = clientOf(github, github.install('acme').id);
  const check = { ...WHERE, name: 'Plumbline', head_sha: await shop.tip() };
  const create = (more: object) =>
    failureOf(octokit.request('POST /repos/{owner}/{repo}/check-runs', { ...check, ...more }));

  const annotation = {
    path: 'a.ts',
    start_line: 1,
    end_line: 1,
    annotation_level: 'warning',
    message: 'm',
    colour: 'red',
  };
  const output = { title: 't', summary: 's', annotations: [annotation] };
  expect((await create({ output }))[0]).toBe(422);
  expect((await create({ status: 'done' }))[0]).toBe(422);
  expect((await create({ actions: Array(4).fill({ label: 'l', description: 'd', identifier: 'i' }) }))[0]).toBe(422);
  expect((await create({ output: { title: 't', summary: 'x'.repeat(65_536) } }))[0]).toBe(422);
  expect((await failureOf(octokit.request('GET /repos/{owner}/{repo}/pulls?colour=red', WHERE)))[0]).toBe(422);
  expect(await failureOf(octokit.request('GET /repos/acme/shop/nonsense'))).toEqual([404, 'Not Found']);
  expect(github.violations.map(({ kind, subject, problems }) => [kind, subject, ...problems])).toEqual([
    ['request', 'checks/create', '/output/annotations/0 must NOT have unevaluated properties (colour)'],
    ['request', 'checks/create', '/status must be equal to one of the allowed values (queued,in_progress,completed)'],
    ['request', 'checks/create', '/actions must NOT have more than 3 items (3)'],
    ['request', 'checks/create', '/output/summary must NOT have more than 65535 characters (65535)'],
    ['request', 'pulls/list', 'query parameter colour is not described'],
    ['unknown-path', 'GET /repos/acme/shop/nonsense', 'GitHub has no such path'],
  ]);
});

test('Enterprise Server has the same API below /api/v3', async () => {
  const github = await start();
  await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const octokit = clientWith(github);
  const { data } = await octokit.request('GET /repos/{owner}/{repo}', { ...WHERE, baseUrl: `${github.url}/api/v3` });

  expect(data.full_name).toBe('acme/shop');
  expect(github.calls.counts()).toEqual({ 'repos/get': 1 });
  expect(github.violations).toEqual([]);
});
