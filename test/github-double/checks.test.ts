import { expect, test } from 'vitest';
import { clientOf, clientWith, doubles, failureOf } from './a-double.ts';

const start = doubles();
const WHERE = { owner: 'acme', repo: 'shop' };

async function begin() {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { private: true, files: { 'a.ts': '1\n' } });
  const octokit = clientOf(github, github.install('acme').id);
  return { github, shop, octokit, sha: await shop.tip() };
}

const annotations = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    path: 'a.ts',
    start_line: index + 1,
    end_line: index + 1,
    annotation_level: 'warning' as const,
    message: `number ${index}`,
  }));

test('annotations are added to those that are there, fifty at a time', async () => {
  const { github, octokit, sha } = await begin();
  const output = { title: 'Findings', summary: 'Many.' };
  const { data: run } = await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
    ...WHERE,
    name: 'Plumbline',
    head_sha: sha,
    output: { ...output, annotations: annotations(50) },
  });
  const where = { ...WHERE, check_run_id: run.id };
  const more = { ...where, output: { ...output, annotations: annotations(50) } };
  await octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', more);
  const last = await octokit.request('GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations', {
    ...where,
    per_page: 40,
    page: 3,
  });
  expect(github.violations).toEqual([]);
  const tooMany = { ...where, output: { ...output, annotations: annotations(51) } };
  expect((await failureOf(octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', tooMany)))[0]).toBe(
    422,
  );

  expect(last.data).toHaveLength(20);
  expect(last.headers.link).toBe(
    `<${github.url}/repos/acme/shop/check-runs/${run.id}/annotations?per_page=40&page=2>; rel="prev", ` +
      `<${github.url}/repos/acme/shop/check-runs/${run.id}/annotations?per_page=40&page=1>; rel="first"`,
  );
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', where);
  expect(data.output.annotations_count).toBe(100);
});

test('the latest run of a name stands for it; all of them can be asked for', async () => {
  const { github, octokit, sha } = await begin();
  for (const id of ['first', 'second']) {
    await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
      ...WHERE,
      name: 'Plumbline',
      head_sha: sha,
      external_id: id,
      status: 'completed',
      conclusion: id === 'first' ? 'failure' : 'success',
    });
  }
  await octokit.request('POST /repos/{owner}/{repo}/check-runs', { ...WHERE, name: 'Other', head_sha: sha });
  const list = async (query: object) => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ...WHERE,
      ref: 'main',
      ...query,
    });
    return data.check_runs.map((run) => run.external_id || run.name);
  };

  expect(await list({})).toEqual(['Other', 'second']);
  expect(await list({ filter: 'all', check_name: 'Plumbline' })).toEqual(['second', 'first']);
  expect(await list({ status: 'queued' })).toEqual(['Other']);
  expect(await list({ app_id: github.app.id + 1 })).toEqual([]);
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/check-suites', {
    ...WHERE,
    ref: sha,
  });
  expect(data.check_suites.map((suite) => [suite.status, suite.conclusion, suite.latest_check_runs_count])).toEqual([
    ['in_progress', null, 3],
  ]);
  expect(github.violations).toEqual([]);
});

test('a run is completed with a conclusion, at a commit that is there, by the App that made it', async () => {
  const { github, octokit, sha } = await begin();
  const create = (more: object) =>
    octokit.request('POST /repos/{owner}/{repo}/check-runs', { ...WHERE, name: 'Plumbline', head_sha: sha, ...more });
  const other = github.addApp('another');
  const stranger = clientWith(github, github.tokenFor(github.install('acme', { app: other })));
  const { data: run } = await create({});
  const change = { ...WHERE, check_run_id: run.id, status: 'in_progress' as const };

  expect(await failureOf(create({ status: 'completed' }))).toEqual([422, 'Validation Failed']);
  expect((await failureOf(create({ head_sha: 'a'.repeat(40) })))[0]).toBe(422);
  expect((await failureOf(stranger.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', change)))[0]).toBe(
    403,
  );
  expect(await failureOf(octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', change))).toBe(
    'none',
  );
  expect(github.violations).toEqual([]);
});

test('a button of a check run is told to its App, and that it is asked for again: its suite waits then', async () => {
  const { github, octokit, shop, sha } = await begin();
  const { data: run } = await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
    ...WHERE,
    name: 'Plumbline',
    head_sha: sha,
    conclusion: 'failure',
    actions: [{ label: 'Fix this', description: 'Commits the safe fixes', identifier: 'fix' }],
  });
  await shop.pressButton(Number(run.id), 'fix');
  const suites = async () => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/check-suites', {
      ...WHERE,
      ref: sha,
    });
    return data.check_suites.map(({ status, conclusion }) => [status, conclusion]);
  };
  expect(await suites()).toEqual([['completed', 'failure']]);
  await shop.rerequestRun(Number(run.id));
  // Until the App writes to one of its runs.
  expect(await suites()).toEqual([['queued', null]]);
  await octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    ...WHERE,
    check_run_id: run.id,
    conclusion: 'neutral',
  });
  expect(await suites()).toEqual([['completed', 'neutral']]);

  const told = github.webhooks.deliveries
    .filter(({ action }) => action === 'requested_action' || action === 'rerequested')
    .map(({ action, payload }) => [action, payload['requested_action']]);
  expect(told).toEqual([
    ['requested_action', { identifier: 'fix' }],
    ['rerequested', undefined],
  ]);
  expect(github.violations).toEqual([]);
});

test('a status can be set instead, and the latest of each context counts', async () => {
  const { github, octokit, sha } = await begin();
  for (const state of ['pending', 'success'] as const) {
    await octokit.request('POST /repos/{owner}/{repo}/statuses/{sha}', { ...WHERE, sha, state, context: 'Plumbline' });
  }
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/status', { ...WHERE, ref: sha });

  expect([data.state, data.total_count, data.statuses[0]?.state]).toEqual(['success', 1, 'success']);
  expect(github.violations).toEqual([]);
});
