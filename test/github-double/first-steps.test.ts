import { expect, test } from 'vitest';
import { clientOf, doubles } from './a-double.ts';

const start = doubles();

test('an App gets a token, reads a pull request, and publishes a check run and a comment', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', {
    private: true,
    files: { 'a.ts': 'export const a = 1;\n' },
  });
  const installation = github.install('acme');
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': 'export const a = 2;\n' } });
  const pull = await shop.openPullRequest({ head: 'feature', title: 'Two' });
  const octokit = clientOf(github, installation.id);
  const where = { owner: 'acme', repo: 'shop' };

  const { data: seen } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...where,
    pull_number: 1,
  });
  expect([seen.title, seen.head.sha, seen.changed_files, seen.additions, seen.mergeable_state]).toEqual([
    'Two',
    pull.headSha,
    1,
    1,
    'unknown',
  ]);
  const { data: run } = await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
    ...where,
    name: 'Plumbline',
    head_sha: pull.headSha,
    status: 'in_progress',
  });
  await octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    ...where,
    check_run_id: run.id,
    conclusion: 'success',
    output: { title: 'Passed', summary: 'Nothing new.' },
  });
  const { data: runs } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
    ...where,
    ref: pull.headSha,
  });
  expect(runs.check_runs.map((one) => [one.name, one.status, one.conclusion, one.output.title])).toEqual([
    ['Plumbline', 'completed', 'success', 'Passed'],
  ]);
  const { data: comment } = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...where,
    issue_number: 1,
    body: 'Looks true.',
  });
  expect(comment.user?.login).toBe('plumbline[bot]');
  expect(github.violations).toEqual([]);
});
