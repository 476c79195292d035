import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secretsAnalyzer } from '../../../../engine/analyzers/secrets/analyzer.ts';
import { PROVIDER_TOKENS } from '../../../../engine/analyzers/secrets/provider-tokens.ts';
import { aClassification } from '../../../support/a-snapshot.ts';
import { noise } from './noise.ts';

const HEX = '0123456789abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const DIGITS = '123456789';

/** Put together here, so that no token stands in this file: what services issue has a prefix and a random rest. */
const TOKENS: readonly (readonly [rule: string, parts: readonly string[]])[] = [
  ['gitlab-token', ['gl', 'pat-', noise(20)]],
  ['gitlab-token', ['gl', 'pat-', noise(27), '.01.', noise(9, LOWER)]],
  ['gitlab-token', ['gl', 'rt-', noise(20)]],
  ['google-api-key', ['AI', 'za', noise(35)]],
  ['google-oauth-secret', ['GOC', 'SPX-', noise(28)]],
  ['stripe-key', ['sk_', 'live_', noise(24)]],
  ['stripe-key', ['rk_', 'live_', noise(99)]],
  ['stripe-key', ['wh', 'sec_', noise(32)]],
  ['aws-access-key-id', ['AK', 'IA', noise(16, BASE32)]],
  ['slack-webhook', ['https://hooks.', 'slack.com/services/T', noise(8), '/B', noise(8), '/', noise(24)]],
  ['slack-webhook', ['https://hooks.', 'slack.com/workflows/T02AB3CD4/A02AB3CD4/', noise(18, DIGITS), '/', noise(24)]],
  ['slack-token', ['xo', 'xe.', 'xoxp-1-', noise(160)]],
  ['discord-webhook', ['https://discord', '.com/api/webhooks/', noise(18, DIGITS), '/', noise(68)]],
  ['telegram-token', [noise(9, DIGITS), ':A', 'A', noise(33)]],
  ['azure-key', ['AccountName=acme;Account', 'Key=', noise(86), '==']],
  ['azure-key', [noise(3), '8Q', '~', noise(34)]],
  ['digitalocean-token', ['do', 'p_v1_', noise(64, HEX)]],
  ['pypi-token', ['py', 'pi-AgEIcHlwaS5vcmc', noise(80)]],
  ['rubygems-key', ['ruby', 'gems_', noise(48, HEX)]],
  ['docker-token', ['dckr', '_pat_', noise(27)]],
  ['hugging-face-token', ['h', 'f_', noise(34)]],
  ['vault-token', ['hv', 's.', noise(92)]],
  ['vault-token', [noise(14), '.atlas', 'v1.', noise(64)]],
  ['databricks-token', ['da', 'pi', noise(32, HEX)]],
  ['atlassian-token', ['ATA', 'TT3xFfGF0', noise(180)]],
  ['mailchimp-key', [noise(32, HEX), '-u', 's12']],
  ['age-key', ['AGE-SECRET', '-KEY-1', noise(58, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')]],
  ['other-token', ['gl', 'sa_', noise(32), '_', noise(8, HEX)]],
  ['other-token', ['NR', 'AK-', noise(27, BASE32)]],
  ['other-token', ['PM', 'AK-', noise(24, HEX), '-', noise(34, HEX)]],
  ['other-token', ['fig', 'd_', noise(40)]],
  ['other-token', ['sk-', 'or-v1-', noise(64, HEX)]],
  ['other-token', ['sk-', 'ant-admin01-', noise(95)]],
  ['other-token', [Buffer.from(noise(18, DIGITS)).toString('base64'), '.', noise(6), '.', noise(38)]],
  ['other-token', ['sq', 'p_', noise(40, HEX)]],
  ['other-token', ['tskey', '-auth-', noise(16), '-', noise(32)]],
  ['azure-key', ['https://acme.blob.core.windows.net/c?sv=2022-11-02&s', 'ig=', noise(43), '%3D']],
];

async function rulesIn(text: string, path = 'src/a.ts', more = {}): Promise<readonly string[]> {
  const classification = aClassification(path, { type: 'code', ...more });
  const { findings } = await secretsAnalyzer.analyze({ path, text, classification });
  return findings.map(({ ruleId }) => ruleId.replace('secrets/', ''));
}

describe('tokens of services', () => {
  it.each(TOKENS.map(([rule, parts]) => ({ rule, parts })))('$rule: $parts.0…', async ({ rule, parts }) => {
    const token = parts.join('');
    expect(await rulesIn(`call('${token}')`)).toEqual([rule]);
    expect(await rulesIn(`TOKEN=${token}\n`, '.env')).toEqual([rule]);
  });

  it('every mark stands where its pattern matches', () => {
    for (const [rule, parts] of TOKENS.filter(([, { length }]) => length > 0)) {
      const token = parts.join('');
      const fitting = PROVIDER_TOKENS.filter(({ pattern }) => new RegExp(pattern).test(token));
      for (const { mark } of fitting) expect(new RegExp(`\\b(?:${mark.source})`).test(token), rule).toBe(true);
    }
  });

  it.each([
    ['gl', 'pat-', 'x'.repeat(20)],
    ['gl', 'pat-', 'your-personal-token-1'],
    ['AI', 'za', 'Sy', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567'],
    ['AK', 'IA', 'IOSFODNN7', 'EXAMPLE'],
    ['sk_', 'test_', noise(24)],
    ['sk_', 'live_', '0'.repeat(24)],
    [noise(20), 'AI', 'za', noise(35)],
    ['AI', 'za', noise(60)],
    ['AccountKey=', 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='],
  ])('nothing in %s%s%s%s', async (...parts) => {
    expect(await rulesIn(`call('${parts.join('')}')`)).toEqual([]);
  });
});

describe('JSON Web Tokens', () => {
  const jwt = (payload: object, header: object = { alg: 'HS256', typ: 'JWT' }) =>
    [JSON.stringify(header), JSON.stringify(payload)]
      .map((part) => Buffer.from(part).toString('base64url'))
      .concat(noise(43))
      .join('.');

  it('that live long are credentials', async () => {
    expect(await rulesIn(`call('${jwt({ sub: 'a8812', iat: 1_700_000_000 })}')`)).toEqual(['json-web-token']);
    expect(await rulesIn(`call('${jwt({ role: 'service_role', iat: 1e9, exp: 2e9 })}')`)).toEqual(['json-web-token']);
  });

  it.each([
    ['the sample that everybody copies', jwt({ sub: '1234567890', name: 'John Doe', iat: 1516239022 })],
    ['dead within a day', jwt({ sub: 'a', iat: 1_700_000_000, exp: 1_700_003_600 })],
    ['public by design', jwt({ role: 'anon', iat: 1e9, exp: 2e9 })],
    ['not signed', jwt({ sub: 'a' }, { alg: 'none' })],
    ['no token', `eyJ${noise(30)}.eyJ${noise(30)}.${noise(43)}`],
  ])('%s: nothing', async (_, token) => {
    expect(await rulesIn(`call('${token}')`)).toEqual([]);
  });

  it('are made for it in tests and guides', async () => {
    expect(await rulesIn(`call('${jwt({ sub: 'a8812' })}')`, 'test/a.test.ts')).toEqual([]);
    expect(await rulesIn(jwt({ sub: 'a8812' }), 'README.md', { type: 'prose' })).toEqual([]);
  });
});

describe('private keys', () => {
  const label = ['PRIVATE', 'KEY'].join(' ');
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const lines = privateKey.trim().split('\n');
  const body = lines.slice(1, -1).join('\n');

  it.each([
    ['in one line with escapes', `key = "${privateKey.replaceAll('\n', '\\n')}"`],
    ['in one line with blanks', `KEY=${lines.join(' ')}`],
    ['put together of strings', lines.map((line) => `"${line}\\n" +`).join('\n')],
    ['in base64', `key: ${Buffer.from(privateKey).toString('base64')}`],
    ['encrypted', `-----BEGIN ENCRYPTED ${label}-----\n${body}\n-----END ENCRYPTED ${label}-----`],
    [
      'with headers',
      `-----BEGIN RSA ${label}-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n${body}\n-----END RSA ${label}-----`,
    ],
    ['of OpenPGP', `-----BEGIN PGP ${label} BLOCK-----\n\n${body}\n-----END PGP ${label} BLOCK-----`],
    ['cut off', `-----BEGIN ${label}-----\n${body}`],
  ])('%s', async (_, text) => {
    expect(await rulesIn(text)).toEqual(['private-key']);
  });

  it.each([
    ['blanks', `-----BEGIN ${label}-----\n...\n-----END ${label}-----`],
    ['x', `-----BEGIN ${label}-----\n${'x'.repeat(64)}\n-----END ${label}-----`],
    ['code that makes one', `'-----BEGIN ${label}-----\\n' + der.toString('base64') + '\\n-----END ${label}-----'`],
    ['a public key', `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`],
  ])('nothing in %s', async (_, text) => {
    expect(await rulesIn(text)).toEqual([]);
  });
});

describe('passwords of words and punctuation', () => {
  const password = ['hunter2-', 'Sup3rS3cret!'].join('');

  it.each([
    `password = "${password}"`,
    `DB_PASSWORD: '${['correct-', 'Horse7-battery!'].join('')}'`,
    `const passwd = '${['Sup3r', 'Secret!'].join('')}';`,
    `connect("Server=db.acme.io;Database=x;User Id=sa;Password=${['Xk9!', 'vB2qLm'].join('')};")`,
  ])('%s', async (text) => {
    expect(await rulesIn(text)).toEqual(['hardcoded-credential']);
  });

  it.each([
    `redis://:${['Xk9', 'vB2qLm4T'].join('')}@cache.acme.io:6379`,
    `amqp://ada:${['Xk9', 'vB2qLm4T'].join('')}@mq.acme.io`,
    `https://ada:${['Xk9!', 'vB2qLm'].join('')}@api.acme.io/x`,
  ])('%s', async (text) => {
    expect(await rulesIn(`call('${text}')`)).toEqual(['basic-auth-url']);
  });

  it.each([
    'password = "changeme"',
    'password = "Changeme-1!"',
    'password = "<Password-1!>"',
    'password = "${DB_PASSWORD}!1aA"',
    'password = process.env.DB_PASSWORD',
    'password = "Password1!"',
    'password = "form.errors.Password2short"',
    'passwordHint = "Sun-2-Moon!"',
    'tokenLabel = "Access-Key-2!"',
    'redis://:${PASSWORD_1}@cache.acme.io',
    'redis://:password123@cache.acme.io',
    'amqp://guest:guest@mq.acme.io',
    'https://ada:Xk9!vB2qLm@example.org/x',
  ])('nothing in %s', async (text) => {
    expect(await rulesIn(`call(${text.includes('://') ? `'${text}'` : text})`)).toEqual([]);
  });
});

describe('files left out of all else', () => {
  const token = ['gl', 'pat-', noise(20)].join('');

  it.each(['vendored', 'generated', 'minified', 'not-detectable', 'too-large'] as const)(
    '%s: tokens are found by their form, nothing by its context',
    async (leftOut) => {
      const text = `a('${token}'); b('redis://:${noise(12)}@mq.acme.io'); password = '${noise(30)}';`;
      expect(await rulesIn(text, 'vendor/a.js', { leftOut })).toEqual(['gitlab-token']);
    },
  );

  it.each(['excluded', 'binary', 'submodule'] as const)('%s: not searched', (leftOut) => {
    const classification = aClassification('a.js', { type: 'code', leftOut });
    expect(secretsAnalyzer.applies({ path: 'a.js', classification })).toBe(false);
  });
});
