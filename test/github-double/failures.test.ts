import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { untilTrue } from '../support/until.ts';
import { clientOf, clientWith, doubles, failureOf } from './a-double.ts';

const start = doubles();
const WHERE = { owner: 'acme', repo: 'shop' };
const COMMENT = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

async function begin() {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const installation = github.install('acme');
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': '2\n' } });
  await shop.openPullRequest({ head: 'feature' });
  const octokit = clientOf(github, installation.id);
  const comment = (body = 'Hello') => octokit.request(COMMENT, { ...WHERE, issue_number: 1, body });
  return { github, shop, octokit, comment };
}

test('the next call of an operation fails as it is told to, and only that one', async () => {
  const { github, shop, comment } = await begin();
  const outcomes: unknown[] = [];
  github.failNext('issues/create-comment', { kind: 'status', status: 502 });
  outcomes.push(await failureOf(comment()));
  github.failNext('issues/create-comment', { kind: 'status', status: 404, body: { message: 'Gone' } });
  outcomes.push(await failureOf(comment()));
  github.failNext('issues/create-comment', { kind: 'cut' });
  outcomes.push(await failureOf(comment()), shop.state.comments.size);
  github.failNext('issues/create-comment', { kind: 'cut-after-effect' });
  outcomes.push(await failureOf(comment()), shop.state.comments.size);
  github.failNext(({ path }) => path.endsWith('/comments'), { kind: 'slow', milliseconds: 50 });
  outcomes.push(await failureOf(comment()), await failureOf(comment()));

  expect(outcomes).toEqual([[502, 'Server Error'], [404, 'Gone'], 'connection', 0, 'connection', 1, 'none', 'none']);
  expect(github.calls.of('issues/create-comment').map(({ status }) => status)).toEqual([502, 404, 0, 0, 201, 201]);
  expect(github.violations).toEqual([]);
});

test('a failure that stays is taken away again', async () => {
  const { github, comment } = await begin();
  const mend = github.failAlways('issues/create-comment', { kind: 'secondary-limit', retryAfterSeconds: 30 });
  const refused = await comment().catch(
    (error: { response: { status: number; headers: Record<string, string> } }) => error.response,
  );
  await failureOf(comment());
  mend();

  expect([refused.status, refused.headers['retry-after']]).toEqual([403, '30']);
  expect(await failureOf(comment())).toBe('none');
});

test('the primary limit holds for an installation until its hour is over', async () => {
  let now = new Date('2026-01-01T00:00:00Z');
  const github = await start({ now: () => now });
  await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const octokit = clientOf(github, github.install('acme').id);
  github.limits.limit = 2;
  const get = () => octokit.request('GET /repos/{owner}/{repo}', WHERE);
  // The client asks for its token by its own clock.
  const first = await fetch(`${github.url}/repos/acme/shop`, {
    headers: { authorization: `Bearer ${github.tokenFor(github.install('acme'))}` },
  });
  expect([first.headers.get('x-ratelimit-remaining'), first.headers.get('x-ratelimit-reset')]).toEqual([
    '1',
    '1767229200',
  ]);
  now = new Date(Date.now());
  await get();
  await get();
  expect(await failureOf(get())).toEqual([403, 'API rate limit exceeded for installation.']);
  now = new Date(now.getTime() + 3_600_000 - 1000);
  expect(await failureOf(get())).toEqual([403, 'API rate limit exceeded for installation.']);
});

test('writes at the same time meet the secondary limit where that is switched on', async () => {
  const { github, comment } = await begin();
  github.limits.refuseConcurrentWrites = true;
  let letGo = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  github.failNext('issues/create-comment', { kind: 'held', until });
  const slow = failureOf(comment('slow'));
  await untilTrue(() => github.calls.count('issues/create-comment') === 1);
  const refused = await failureOf(comment('quick'));
  letGo();

  expect(refused).toEqual([403, expect.stringMatching(/^You have exceeded a secondary rate limit/)]);
  expect([await slow, await failureOf(comment('later'))]).toEqual(['none', 'none']);
});

test('writes that follow too soon meet it as well', async () => {
  let now = new Date();
  const github = await start({ now: () => now });
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const octokit = clientWith(github, github.tokenFor(github.install('acme')));
  github.limits.leastMsBetweenWrites = 1000;
  const sha = await shop.tip();
  const write = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds);
    const status = { ...WHERE, sha, state: 'success' as const };
    return failureOf(octokit.request('POST /repos/{owner}/{repo}/statuses/{sha}', status));
  };

  const refused = [403, expect.stringMatching(/^You have exceeded a secondary rate limit/)];
  expect([await write(0), await write(999), await write(1000)]).toEqual(['none', refused, 'none']);
});

test('a SARIF file is taken gzipped', async () => {
  const { github, shop, octokit } = await begin();
  const upload = (sarif: string) =>
    octokit.request('POST /repos/{owner}/{repo}/code-scanning/sarifs', {
      ...WHERE,
      commit_sha: 'f'.repeat(40),
      ref: 'refs/heads/main',
      sarif,
    });
  const sarif = gzipSync('{"version":"2.1.0","runs":[]}').toString('base64');
  expect((await failureOf(upload(sarif)))[0]).toBe(422);
  const { data } = await octokit.request('POST /repos/{owner}/{repo}/code-scanning/sarifs', {
    ...WHERE,
    commit_sha: await shop.tip(),
    ref: 'refs/heads/main',
    sarif,
  });
  const status = await octokit.request('GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}', {
    ...WHERE,
    sarif_id: data.id ?? '',
  });
  expect(status.data.processing_status).toBe('complete');
  expect(github.violations).toEqual([]);
});

test('what somebody may do in a repository is told by name', async () => {
  const { github, shop, octokit } = await begin();
  shop.allow('dana', 'maintain');
  github.account('eve');
  const ask = async (username: string) => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
      ...WHERE,
      username,
    });
    return [data.permission, data.role_name];
  };

  expect([await ask('dana'), await ask('eve')]).toEqual([
    ['write', 'maintain'],
    ['read', 'read'],
  ]);
  expect(github.violations).toEqual([]);
});
