import { verify } from '@octokit/webhooks-methods';
import { expect, test } from 'vitest';
import { appClientOf, doubles, receivers } from './a-double.ts';

const start = doubles();
const receive = receivers();

test('an opened pull request is told of, signed, as GitHub describes it', async () => {
  const github = await start();
  const { url, received } = await receive();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const installation = github.install('acme');
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': '2\n' } });
  github.sendWebhooksTo(url);
  await shop.openPullRequest({ head: 'feature' });

  expect(received).toHaveLength(1);
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  expect(headers['x-github-event']).toBe('pull_request');
  expect(headers['x-github-hook-installation-target-id']).toBe(String(github.app.id));
  expect(await verify(github.app.webhookSecret, body, String(headers['x-hub-signature-256']))).toBe(true);
  expect(JSON.parse(body)).toMatchObject({ action: 'opened', number: 1, installation: { id: installation.id } });
  expect(github.webhooks.deliveries.at(-1)).toMatchObject({ status: 'OK', statusCode: 202, redelivery: false });
  expect(github.violations).toEqual([]);
});

test('whatever people do is told of as GitHub describes it', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const installation = github.install('acme', { repositories: [shop] });
  shop.allow('dana', 'write');
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': '2\n' }, by: 'dana' });
  const pull = await shop.openPullRequest({ head: 'feature', draft: true, by: 'dana' });
  await pull.markReady();
  await pull.edit({ title: 'Another' });
  await pull.label('urgent');
  await pull.unlabel('urgent');
  await pull.forcePush({ files: { 'a.ts': '3\n' } });
  await pull.comment('/plumbline help', { by: 'dana' });
  await pull.close();
  await pull.reopen();
  await shop.rerequestSuites(pull.headSha);
  await shop.requestMergeGroup({ pullRequest: 1 });
  await pull.merge();
  await shop.removeMember('dana');
  await shop.setPrivate(true);
  await shop.rename('store');
  await github.installations.suspend(installation);
  await github.installations.unsuspend(installation);
  await github.installations.renameAccount(github.account('acme'), 'acme-inc');
  await github.installations.changePermissions(installation, { checks: 'write' });
  await github.installations.removeRepositories(installation, [shop]);
  await github.installations.addRepositories(installation, [shop]);
  await shop.delete();
  await github.installations.uninstall(installation);

  const told = github.webhooks.deliveries.map(({ event, action }) => (action === null ? event : `${event}.${action}`));
  expect(told).toEqual([
    'installation.created',
    'push',
    'check_suite.requested',
    'pull_request.opened',
    'pull_request.ready_for_review',
    'pull_request.edited',
    'pull_request.labeled',
    'pull_request.unlabeled',
    'push',
    'pull_request.synchronize',
    'check_suite.requested',
    'issue_comment.created',
    'pull_request.closed',
    'pull_request.reopened',
    'check_suite.rerequested',
    'merge_group.checks_requested',
    'pull_request.closed',
    'push',
    'check_suite.requested',
    'member.removed',
    'repository.privatized',
    'repository.renamed',
    'installation.suspend',
    'installation.unsuspend',
    'installation_target.renamed',
    'installation.new_permissions_accepted',
    'installation_repositories.removed',
    'installation_repositories.added',
    'repository.deleted',
    'installation.deleted',
  ]);
  expect(github.violations).toEqual([]);
});

test('a repository that moves to an account with the App is told of there', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const there = github.install('newco');
  await shop.transfer('newco');

  expect(github.webhooks.deliveries.at(-1)).toMatchObject({
    event: 'repository',
    action: 'transferred',
    installationId: there.id,
  });
  expect(github.violations).toEqual([]);
});

test('a branch that is gone closes its pull request, and a commit has one suite for an App', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  github.install('acme');
  const sha = await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': '2\n' } });
  const pull = await shop.openPullRequest({ head: 'feature' });
  await shop.moveBranch('copy', sha);
  await shop.deleteBranch('feature');

  expect(pull.state.state).toBe('closed');
  expect(github.webhooks.deliveries.slice(1).map(({ event, action }) => [event, action])).toEqual([
    ['push', null],
    ['check_suite', 'requested'],
    ['pull_request', 'opened'],
    ['push', null],
    ['push', null],
    ['pull_request', 'closed'],
  ]);
  expect(github.violations).toEqual([]);
});

test('failed deliveries are listed, and sent again only when the App asks', async () => {
  const github = await start();
  const broken = await receive(500);
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  github.install('acme');
  github.sendWebhooksTo(broken.url);
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': '2\n' } });
  await shop.openPullRequest({ head: 'feature' });
  await github.settled();
  const octokit = appClientOf(github);
  const failed = { per_page: 1, status: 'failure' as const };
  const { data: items, headers } = await octokit.request('GET /app/hook/deliveries', failed);
  const mended = await receive();
  github.sendWebhooksTo(mended.url);
  const id = Number(items[0]?.id);
  await octokit.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id });
  await github.settled();

  expect(items.map(({ event, action, status, status_code }) => [event, action, status, status_code])).toEqual([
    ['pull_request', 'opened', 'Invalid HTTP Response: 500', 500],
  ]);
  expect(headers.link).toContain(`cursor=v1_${id}>; rel="next"`);
  expect(mended.received.map((one) => one.headers['x-github-delivery'])).toEqual([items[0]?.guid]);
  const { data: latest } = await octokit.request('GET /app/hook/deliveries', { per_page: 1 });
  expect([latest[0]?.guid, latest[0]?.redelivery, latest[0]?.status]).toEqual([items[0]?.guid, true, 'OK']);
  expect(github.violations).toEqual([]);
});

test('events get lost, come twice and come late where a test wants them to', async () => {
  const github = await start();
  const { url, received } = await receive();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  github.install('acme');
  await github.settled();
  github.sendWebhooksTo(url);
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => (release = resolve));
  github.webhooks.disturb = ({ event, action }) => {
    if (event === 'check_suite') return { drop: true };
    if (event === 'push') return { after: held };
    return action === 'opened' ? { copies: 2 } : {};
  };
  const pushing = shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': '2\n' } });
  while (github.webhooks.deliveries.at(-1)?.event !== 'check_suite')
    await new Promise((resolve) => setTimeout(resolve, 5));
  await shop.openPullRequest({ head: 'feature' });
  release();
  await pushing;

  expect(received.map((one) => one.headers['x-github-event'])).toEqual(['pull_request', 'pull_request', 'push']);
  expect(received[0]?.headers['x-github-delivery']).toBe(received[1]?.headers['x-github-delivery']);
});
