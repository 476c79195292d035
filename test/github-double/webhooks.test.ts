import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verify } from '@octokit/webhooks-methods';
import { afterEach, expect, test } from 'vitest';
import { doubles } from './a-double.ts';

const start = doubles();
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Takes webhooks, and answers them with a status. */
async function receiver(status = 202): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, received };
}

test('an opened pull request is told of, signed, as GitHub describes it', async () => {
  const github = await start();
  const { url, received } = await receiver();
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
