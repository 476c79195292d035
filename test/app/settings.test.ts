import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../../app/settings.ts';

const PEM = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey;

const PLAIN =
  'PUBLIC_URL: expected an address without a query, a fragment or credentials, such as https://plumbline.example.com.';

describe('readSettings', () => {
  it('needs nothing: what is absent has a default', () => {
    expect(readSettings({ HOME: '/home/x', PLUMBLINE_DATA: '/data', DATABASE_URL: '' })).toEqual({
      databaseUrl: undefined,
      dataFolder: '/data',
      key: undefined,
      host: '127.0.0.1',
      port: undefined,
      publicUrl: undefined,
      github: {
        apiUrl: 'https://api.github.com',
        webUrl: 'https://github.com',
        tokenIssuer: 'https://token.actions.githubusercontent.com',
        credentials: undefined,
        oldWebhookSecret: undefined,
      },
      bookingUrl: undefined,
      osvUrl: undefined,
      metricsToken: undefined,
      concurrency: 2,
      reportDays: 90,
      logLevel: 'info',
    });
  });

  it.each([
    ['as it is', PEM],
    ['on one line', PEM.replaceAll('\n', '\\n')],
    ['in base64', Buffer.from(PEM).toString('base64')],
  ])('reads a private key %s', (_, key) => {
    const { github } = readSettings({ GITHUB_APP_ID: '7', GITHUB_PRIVATE_KEY: key, GITHUB_WEBHOOK_SECRET: 's' });
    expect(github.credentials?.appId).toBe(7);
    expect(github.credentials?.privateKey.trim()).toBe(PEM.trim());
  });

  it.each([
    [{}, 'https://token.actions.githubusercontent.com'],
    [{ GITHUB_URL: 'https://github.com/' }, 'https://token.actions.githubusercontent.com'],
    [{ GITHUB_URL: 'https://acme.ghe.com' }, 'https://token.actions.acme.ghe.com'],
    [{ GITHUB_URL: 'https://git.acme.example/' }, 'https://git.acme.example/_services/token'],
    [{ GITHUB_URL: 'https://git.acme.example', ACTIONS_OIDC_ISSUER: 'https://x.example/y/' }, 'https://x.example/y'],
  ])('knows who issues the tokens of workflows: %j', (env, issuer) => {
    expect(readSettings(env).github.tokenIssuer).toBe(issuer);
  });

  it.each([
    ['https://plumbline.example.com', 'https://plumbline.example.com'],
    ['https://example.com/tools/plumbline/', 'https://example.com/tools/plumbline'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('takes %s as a public address', (given, publicUrl) => {
    expect(readSettings({ PUBLIC_URL: given }).publicUrl).toBe(publicUrl);
  });

  it('reads a private key from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'key.pem');
    writeFileSync(file, PEM);
    const { github } = readSettings({ GITHUB_APP_ID: '7', GITHUB_PRIVATE_KEY_FILE: file, GITHUB_WEBHOOK_SECRET: 's' });
    expect(github.credentials).toEqual({ appId: 7, privateKey: PEM, webhookSecret: 's' });
  });

  it.each([
    [{ PORT: '99999' }, 'PORT: expected a whole number from 0 to 65535.'],
    [{ PORT: 'x' }, 'PORT: expected a whole number from 0 to 65535.'],
    [
      { DATABASE_URL: 'mysql://x' },
      'DATABASE_URL: expected an address such as postgresql://user:password@host/database.',
    ],
    [{ PLUMBLINE_KEY: 'short' }, 'PLUMBLINE_KEY: expected 32 bytes in base64: `openssl rand -base64 32`.'],
    [
      { GITHUB_APP_ID: '7' },
      'Of what names the GitHub App, GITHUB_PRIVATE_KEY or GITHUB_PRIVATE_KEY_FILE and GITHUB_WEBHOOK_SECRET is missing: set all three, or none to set the App up in the browser.',
    ],
    [
      { GITHUB_APP_ID: '7', GITHUB_PRIVATE_KEY: 'nonsense', GITHUB_WEBHOOK_SECRET: 's' },
      'GITHUB_PRIVATE_KEY: expected a private key in PEM, as GitHub gives it.',
    ],
    [
      { GITHUB_APP_ID: '7', GITHUB_PRIVATE_KEY: PEM.slice(0, 800), GITHUB_WEBHOOK_SECRET: 's' },
      'GITHUB_PRIVATE_KEY: expected a private key in PEM, as GitHub gives it.',
    ],
    [
      { PUBLIC_URL: 'plumbline.example.com' },
      'PUBLIC_URL: expected an address that starts with https:// (or http://).',
    ],
    [{ PUBLIC_URL: 'https://plumbline.example.com?' }, PLAIN],
    [{ PUBLIC_URL: 'https://plumbline.example.com/x?y' }, PLAIN],
    [{ PUBLIC_URL: 'https://plumbline.example.com#top' }, PLAIN],
    [{ PUBLIC_URL: 'https://me:geheim@plumbline.example.com' }, PLAIN],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: expected debug, info, warn or error.'],
  ])('says what is wrong: %j', (env, message) => {
    expect(() => readSettings(env)).toThrow(new SettingsError(message));
  });

  it('never repeats a secret in a message', () => {
    const env = {
      GITHUB_APP_ID: '7',
      GITHUB_PRIVATE_KEY: '-----BEGIN RSA PRIVATE KEY-----\nvery-secret\n-----END RSA PRIVATE KEY-----',
      GITHUB_WEBHOOK_SECRET: 's',
    };
    expect(() => readSettings(env)).toThrow(expect.not.stringContaining('very-secret'));
  });
});

describe('docs/serve.md', () => {
  it('names every variable that is read', () => {
    const source = readFileSync('app/settings.ts', 'utf8');
    const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name);
    const told = new Set(readFileSync('docs/serve.md', 'utf8').match(/[A-Z][A-Z_]+/g));
    expect(read.length).toBeGreaterThan(15);
    expect(read.filter((name) => !told.has(name ?? ''))).toEqual([]);
  });
});
