import { createSign, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { clientOf, clientWith, doubles, failureOf } from './a-double.ts';

const start = doubles();
const WHERE = { owner: 'acme', repo: 'shop' };

function jsonWebToken(privateKey: string, claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}

test('an App is known by a token that it signed, and that is short-lived', async () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const github = await start({ now: () => now });
  const { id: iss, privateKey } = github.app;
  const seconds = now.getTime() / 1000;
  const other = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;
  const ask = (token?: string) => failureOf(clientWith(github, token).request('GET /app'));
  const good = { iss, iat: seconds - 60, exp: seconds + 600 };

  expect(await ask(jsonWebToken(privateKey, good))).toBe('none');
  expect(await ask()).toEqual([401, 'A JSON web token could not be decoded']);
  expect(await ask(jsonWebToken(other, good))).toEqual([401, 'A JSON web token could not be decoded']);
  expect(await ask(jsonWebToken(privateKey, { ...good, iss: 1 }))).toEqual([404, 'Integration not found']);
  expect(await ask(jsonWebToken(privateKey, { ...good, exp: seconds + 601 }))).toEqual([
    401,
    "'Expiration time' claim ('exp') is too far in the future",
  ]);
  expect((await ask(jsonWebToken(privateKey, { ...good, exp: seconds })))[0]).toBe(401);
  expect(github.violations).toEqual([]);
});

test('an installation token is good for its repositories, its permissions and an hour', async () => {
  let now = new Date('2026-01-01T00:00:00Z');
  const github = await start({ now: () => now });
  const shop = await github.createRepository('acme/shop', { private: true, files: { 'a.ts': '1\n' } });
  await github.createRepository('acme/other', { private: true, files: { 'a.ts': '1\n' } });
  await github.createRepository('else/where', { private: true, files: { 'a.ts': '1\n' } });
  await github.createRepository('else/open', { files: { 'a.ts': '1\n' } });
  const installation = github.install('acme', {
    repositories: [shop],
    permissions: { contents: 'read', checks: 'read' },
  });
  const octokit = clientWith(github, github.tokenFor(installation));
  const get = (owner: string, repo: string) => failureOf(octokit.request('GET /repos/{owner}/{repo}', { owner, repo }));
  const check = { ...WHERE, name: 'Plumbline', head_sha: await shop.tip() };

  expect(await get('acme', 'shop')).toBe('none');
  expect(await get('acme', 'other')).toEqual([404, 'Not Found']);
  expect(await get('else', 'where')).toEqual([404, 'Not Found']);
  expect(await get('else', 'open')).toBe('none');
  expect(await failureOf(octokit.request('POST /repos/{owner}/{repo}/check-runs', check))).toEqual([
    403,
    'Resource not accessible by integration',
  ]);
  now = new Date('2026-01-01T01:00:00Z');
  expect(await get('acme', 'shop')).toEqual([401, 'Bad credentials']);
  expect(await failureOf(clientWith(github, 'ghs_nonsense').request('GET /repos/{owner}/{repo}', WHERE))).toEqual([
    401,
    'Bad credentials',
  ]);
  expect(github.violations).toEqual([]);
});

test('a token may be asked for less than the installation has, not for more', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { private: true, files: { 'a.ts': '1\n' } });
  const installation = github.install('acme', { permissions: { contents: 'read', checks: 'write' } });
  const ask = (permissions: Record<string, 'read' | 'write'>, repositories: string[]) =>
    clientOf(github, installation.id).request('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: installation.id,
      permissions,
      repositories,
    });
  const { data } = await ask({ checks: 'read' }, ['shop']);

  expect([data.permissions, data.repositories?.map(({ id }) => id)]).toEqual([
    { checks: 'read', metadata: 'read' },
    [shop.id],
  ]);
  expect((await failureOf(ask({ contents: 'write' }, ['shop'])))[0]).toBe(422);
  expect((await failureOf(ask({ checks: 'read' }, ['missing'])))[0]).toBe(422);
});

test('a suspended installation may do nothing, and a removed one is not there', async () => {
  const github = await start();
  await github.createRepository('acme/shop', { private: true, files: { 'a.ts': '1\n' } });
  const installation = github.install('acme');
  const withToken = clientWith(github, github.tokenFor(installation));
  const get = () => failureOf(withToken.request('GET /repos/{owner}/{repo}', WHERE));
  const renew = () => failureOf(clientOf(github, installation.id).request('GET /repos/{owner}/{repo}', WHERE));

  await github.installations.suspend(installation);
  expect([await get(), await renew()]).toEqual([
    [403, 'This installation has been suspended'],
    [403, 'This installation has been suspended'],
  ]);
  await github.installations.unsuspend(installation);
  expect(await get()).toBe('none');
  await github.installations.uninstall(installation);
  expect([await get(), await renew()]).toEqual([
    [401, 'Bad credentials'],
    [404, 'Not Found'],
  ]);
  expect(github.violations).toEqual([]);
});

test('an old name leads on to where the repository is now', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { private: true, files: { 'a.ts': '1\n' } });
  const installation = github.install('acme');
  await shop.rename('store');
  const octokit = clientOf(github, installation.id);
  const { data } = await octokit.request('GET /repos/{owner}/{repo}', WHERE);
  const answer = await fetch(`${github.url}/repos/acme/shop`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${github.tokenFor(installation)}` },
  });

  expect([data.full_name, data.id]).toEqual(['acme/store', shop.id]);
  expect([answer.status, answer.headers.get('location')]).toEqual([301, `${github.url}/repositories/${shop.id}`]);
  expect(github.violations).toEqual([]);
});
