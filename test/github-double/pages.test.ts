import { expect, test } from 'vitest';
import type { GitHubDouble } from '../support/github/github-double.ts';
import { clientOf, clientWith, doubles, failureOf, receivers } from './a-double.ts';

const start = doubles();
const receive = receivers();
const WHERE = { owner: 'acme', repo: 'shop' };

const SUMMARY = `**Failed**: 2 new problems.

| what | count |
|---|---|
| errors | 2 |

> [!WARNING]
> Not everything was looked at.

<details><summary>More</summary>

Text with <script>alert(1)</script> and <img src="x" onerror="alert(1)"> in it.

</details>`;

async function begin() {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': 'one\ntwo\nthree\n' } });
  const octokit = clientOf(github, github.install('acme').id);
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': 'one\n2 < 3\nthree\n' } });
  const pull = await shop.openPullRequest({ head: 'feature', title: 'Less <b>bold</b>' });
  return { github, shop, octokit, pull };
}

async function page(github: GitHubDouble, path: string, form?: Readonly<Record<string, string>>) {
  const answer = await fetch(`${github.webUrl}${path}`, {
    redirect: 'manual',
    headers: { accept: 'text/html' },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

test('a pull request is looked at: conversation, checks, files with what was said of them', async () => {
  const { github, octokit } = await begin();
  const body = 'Better:\n```suggestion\n2 <= 3\n```';
  const comments = [{ path: 'a.ts', line: 2, side: 'RIGHT', body }];
  await octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
    ...WHERE,
    pull_number: 1,
    event: 'COMMENT',
    comments,
  });
  const list = await page(github, '/acme/shop');
  const conversation = await page(github, '/acme/shop/pull/1');
  const files = await page(github, '/acme/shop/pull/1/files');

  expect(list.text).toContain('<a href="/acme/shop/pull/1">Less &lt;b&gt;bold&lt;/b&gt;</a>');
  expect(conversation.text).toContain('No checks on acme/shop at this commit.');
  expect(conversation.text).toContain('Suggested change');
  expect(files.text).toContain('<td class="code">+2 &lt; 3</td>');
  expect(files.text).toContain('<td class="code">+ 2 &lt;= 3</td>');
  expect((await page(github, '/acme/shop/pull/2')).status).toBe(404);
  expect((await page(github, '/acme/shop/blob/main/a.ts')).text).toContain('<tr id="L3">');
});

test('a check run is looked at, its summary as GitHub renders it, and its buttons work', async () => {
  const { github, octokit, pull } = await begin();
  const { data: run } = await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
    ...WHERE,
    name: 'Plumbline',
    head_sha: pull.headSha,
    conclusion: 'failure',
    output: {
      title: '2 new problems',
      summary: SUMMARY,
      annotations: [
        { path: 'a.ts', start_line: 2, end_line: 2, annotation_level: 'failure', title: 'Bold', message: '<i>no</i>' },
      ],
    },
    actions: [{ label: 'Fix this', description: 'Commits the safe fixes', identifier: 'fix' }],
  });
  const path = `/acme/shop/runs/${run.id}`;
  const { text } = await page(github, path);
  const pressed = await page(github, `${path}/actions/fix`, {});
  const again = await page(github, `${path}/rerequest`, {});

  expect(text).toContain('<td>errors</td>');
  expect(text).toContain('<div class="alert alert-warning"><p class="alert-title">Warning</p>');
  expect(text).toContain('<p>Not everything was looked at.</p>');
  expect(text).toContain('<details><summary>More</summary>');
  expect(text).not.toMatch(/<script|onerror/);
  expect(text).toContain(`href="/acme/shop/blob/${pull.headSha}/a.ts#L2"`);
  expect(text).toContain('&lt;i&gt;no&lt;/i&gt;');
  expect([pressed.status, pressed.location, again.location]).toEqual([303, path, path]);
  expect(github.webhooks.deliveries.slice(-2).map(({ action }) => action)).toEqual(['requested_action', 'rerequested']);
  expect(github.violations).toEqual([]);
});

test('a comment is written in the browser', async () => {
  const { github, shop } = await begin();
  shop.allow('dana', 'write');
  const answer = await page(github, '/acme/shop/pull/1/comments', {
    body: '/plumbline help\n\n> [!tip]\n> Try it.\n> Now.',
    by: 'dana',
  });

  expect([answer.status, answer.location]).toEqual([303, '/acme/shop/pull/1']);
  expect(github.webhooks.deliveries.at(-1)).toMatchObject({ event: 'issue_comment', action: 'created' });
  const { text } = await page(github, '/acme/shop/pull/1');
  expect(text).toContain('<p>/plumbline help</p>');
  expect(text).toMatch(/<p class="alert-title">Tip<\/p>\s*<p>\s*Try it\.<br>\s*Now\.<\/p>/);
});

test('an App is registered from a manifest, in the browser', async () => {
  const github = await start();
  const { url, received } = await receive();
  const manifest = JSON.stringify({
    name: 'Our Plumbline',
    url: 'https://plumbline.example',
    redirect_url: 'https://plumbline.example/setup',
    hook_attributes: { url },
    default_permissions: { checks: 'write' },
    default_events: ['pull_request'],
  });
  const path = '/settings/apps/new?state=abc';
  const asked = await page(github, path, { manifest });
  const agreed = await page(github, path, { manifest, confirmed: 'yes' });
  const back = new URL(agreed.location ?? '');
  const convert = (code: string) => clientWith(github).request('POST /app-manifests/{code}/conversions', { code });
  const { data: made } = await convert(back.searchParams.get('code') ?? '');
  const app = github.world.apps.get(made.id);
  github.install('acme', app ? { app } : {});
  await github.settled();

  expect(asked.text).toContain('Create GitHub App');
  expect([back.origin, back.pathname, back.searchParams.get('state')]).toEqual([
    'https://plumbline.example',
    '/setup',
    'abc',
  ]);
  expect([made.slug, made.pem.slice(0, 31)]).toEqual(['our-plumbline', '-----BEGIN RSA PRIVATE KEY-----']);
  expect(received.map(({ headers }) => headers['x-github-hook-installation-target-id'])).toEqual([String(made.id)]);
  expect((await failureOf(convert(back.searchParams.get('code') ?? '')))[0]).toBe(404);
  expect((await page(github, path, { manifest: '{"url":"nowhere"}' })).text).toContain(
    '&quot;url&quot; must be a URL.',
  );
  expect(github.violations).toEqual([]);
});
