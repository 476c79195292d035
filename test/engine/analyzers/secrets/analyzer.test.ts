import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { secretsAnalyzer } from '../../../../engine/analyzers/secrets/analyzer.ts';
import { libraryRules, mayHoldLibrarySecret } from '../../../../engine/analyzers/secrets/library-secrets.ts';
import type { RawFinding } from '../../../../engine/findings/finding.ts';
import { aClassification } from '../../../support/a-snapshot.ts';
import { noise } from './noise.ts';

/** For each rule of the library, texts in which it finds something. */
const SAMPLES: Readonly<Record<string, readonly { path: string; text: string }[]>> = {
  anthropic: [{ path: 'a.ts', text: `x = '${'sk-ant-' + 'api03-'}${noise(93)}AA'` }],
  aws: [
    { path: 'a.env', text: `AWS_${'SECRET_ACCESS'}_KEY=${noise(40)}` },
    {
      path: 'a.ts',
      text: `{ "${'secret' + 'AccessKey'}" : "${noise(40)}" }`.replace('secretAccessKey', 'secretaccesskey'),
    },
  ],
  basicauth: [{ path: 'a.ts', text: `get('https://ada:${noise(12)}@api.acme.io/x')` }],
  'database-connection-string': [
    { path: 'a.ts', text: `'MongoDB+SRV://ada:${noise(12)}@db.acme.io/x?w=majority'` },
    { path: 'a.ts', text: `'jdbc:mysql://ada:${noise(12)}@db.acme.io/x'` },
    { path: 'a.ts', text: `'postgresql://ada:${noise(12)}@db.acme.io/x'` },
  ],
  gcp: [
    { path: 'key.json', text: serviceAccount('private_key_id') },
    { path: 'key.json', text: serviceAccount('private\\u005fkey_id') },
  ],
  github: [
    { path: 'a.ts', text: `'${'ghp' + '_'}${noise(36)}'` },
    { path: 'a.ts', text: `'${'github' + '_pat_'}${noise(82)}'` },
  ],
  linear: [{ path: 'a.ts', text: `'${'lin_' + 'api_'}${noise(40)}'` }],
  npm: [
    { path: '.npmrc', text: `//npm.acme.io/:_authToken=${noise(20)}` },
    { path: 'package.json', text: `"git+https://${noise(20)}:x-oauth-basic@github.com/a/b"` },
    { path: 'a.ts', text: `'${'npm' + '_'}${noise(36)}'` },
  ],
  openai: [{ path: 'a.ts', text: `'sk-${noise(20)}${'T3Blbk' + 'FJ'}${noise(20)}'` }],
  privatekey: [{ path: 'key.pem', text: privateKey('\n') }],
  sendgrid: [{ path: 'a.ts', text: `'${'S' + 'G'}.${noise(22)}.${noise(43)}'` }],
  shopify: [{ path: 'a.ts', text: `'${'shp' + 'at_'}${noise(32)}'` }],
  slack: [
    { path: 'a.ts', text: `'${'xox' + 'b-'}${noise(12)}-${noise(24)}'` },
    { path: 'a.ts', text: `'https://Hooks.slack.com/services/T${noise(8)}/B${noise(8)}/${noise(24)}'` },
  ],
  '1password': [{ path: 'a.ts', text: `'${'ops' + '_'}${base64(`{"email":"${noise(91)}"}`)}'` }],
};

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function privateKey(lineEnd: string): string {
  const lines = Array.from({ length: 4 }, (_, at) => (at === 0 ? 'MI' : '') + noise(60 + at));
  return [`-----BEGIN ${'RSA PRIVATE'} KEY-----`, ...lines, `-----END ${'RSA PRIVATE'} KEY-----`].join(lineEnd);
}

function serviceAccount(key: string): string {
  return `{"type": "service_account", "${key}": "1", "private_key": "${privateKey('\\n')}"}`;
}

async function findingsIn(path: string, text: string, more = {}): Promise<readonly RawFinding[]> {
  const classification = aClassification(path, { type: 'code', ...more });
  return (await secretsAnalyzer.analyze({ path, text, classification })).findings;
}

async function placesIn(path: string, text: string): Promise<readonly string[]> {
  return (await findingsIn(path, text)).map((found) => `${found.ruleId} ${found.range?.startLine}`);
}

describe('rules of the library', () => {
  it('all have samples here, but the one that reads comments', async () => {
    const ids = (await libraryRules()).map((rule) => rule.meta.id.replace('@secretlint/secretlint-rule-', ''));
    expect(ids.filter((id) => id !== 'filter-comments').sort()).toEqual(Object.keys(SAMPLES).sort());
  });

  for (const [rule, samples] of Object.entries(SAMPLES)) {
    it(`${rule}: what it finds is not filtered out before`, async () => {
      for (const { path, text } of samples) {
        expect(await reportedByLibrary(rule, path, text), text).not.toEqual([]);
        expect(mayHoldLibrarySecret(text)).toBe(true);
        expect(await findingsIn(path, text), text).toHaveLength(1);
      }
    });
  }

  it('find the same with the filter as without, in texts put together at random', async () => {
    const parts = Object.values(SAMPLES).flatMap((samples) => samples.map(({ text }) => text));
    const piece = fc.oneof(
      fc.constantFrom(...parts),
      fc.constantFrom(...parts).chain((text) => fc.nat(text.length).map((at) => text.slice(at))),
      fc.string(),
    );
    const rules = Object.keys(SAMPLES);
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 4 }), fc.constantFrom(...rules), async (pieces, rule) => {
        const text = pieces.join(' ');
        const reported = await reportedByLibrary(rule, 'a.json', text);
        if (reported.length > 0) expect(mayHoldLibrarySecret(text)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

async function reportedByLibrary(rule: string, path: string, text: string): Promise<readonly unknown[]> {
  const reported: unknown[] = [];
  const found = (await libraryRules()).find(({ meta }) => meta.id.endsWith(`-rule-${rule}`))!;
  const context = {
    sharedOptions: {},
    createTranslator: () => (messageId: string) => ({ messageId }),
    report: (one: unknown) => reported.push(one),
    ignore: () => undefined,
  };
  const ext = /\.\w+$/.exec(path)?.[0] ?? '';
  await found.create(context, {}).file?.({ content: text, filePath: path, ext, contentType: 'text' });
  return reported;
}

describe('secrets', () => {
  it('says where, and nothing of the value', async () => {
    const password = ['Tr0ub4dor', '&3x'].join('');
    const text = `const ok = 1;\nconst dbPassword = '${password}';\n`;
    const findings = await findingsIn('src/db.ts', text);
    expect(findings).toEqual([
      {
        ruleId: 'secrets/hardcoded-credential',
        path: 'src/db.ts',
        range: { startLine: 2, startColumn: 21, endLine: 2, endColumn: 33 },
        message: 'What is assigned to `dbPassword` looks like a real credential, written in clear.',
        anchor: 'secrets/hardcoded-credential dbPassword',
        redact: [{ startLine: 2, startColumn: 21, endLine: 2, endColumn: 35 }],
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain(password);
  });

  it('never shows a value of any sample', async () => {
    for (const { path, text } of Object.values(SAMPLES).flat()) {
      const [found] = await findingsIn(path, text);
      const shown = JSON.stringify(found);
      expect(
        [noise(8), base64(noise(30)).slice(4, 30)].filter((part) => shown.includes(part)),
        text,
      ).toEqual([]);
    }
  });

  it('takes a private key of several lines as one', async () => {
    const [found, ...more] = await findingsIn('deploy/key.txt', `first\n${privateKey('\n')}\nlast\n`);
    expect(more).toEqual([]);
    expect(found?.range).toEqual({ startLine: 2, startColumn: 1, endLine: 7, endColumn: 30 });
    expect(found?.redact).toEqual([found?.range]);
  });

  it('hides the line up to its end, for the library counts from the name in front of some values', async () => {
    const text = `AWS_SECRET_ACCESS_KEY=${noise(40)}\nnext=1\n`;
    const findings = await findingsIn('.env', text);
    expect(findings.map(({ redact }) => redact)).toEqual([
      [{ startLine: 1, startColumn: 1, endLine: 1, endColumn: 63 }],
    ]);
  });

  it('hides the whole URL, beyond what the library matched', async () => {
    const text = `url: postgres://ada:${noise(9)}@db.acme.io/x#rest`;
    expect((await findingsIn('a.yaml', text))[0]?.redact).toEqual([
      { startLine: 1, startColumn: 6, endLine: 1, endColumn: text.length + 1 },
    ]);
  });

  it('keeps the anchor when a password is replaced, and tells tokens apart', async () => {
    const anchor = async (text: string) => (await findingsIn('a.ts', text))[0]?.anchor;
    expect(await anchor(`apiKey = '${noise(32)}'`)).toBe(await anchor(`apiKey = 'z${noise(31)}'`));
    expect(await anchor(`x('${'ghp' + '_'}${noise(36)}')`)).not.toBe(await anchor(`x('${'ghp' + '_'}z${noise(35)}')`));
    expect(await anchor(`x('${'ghp' + '_'}${noise(36)}')`)).toMatch(/^secrets\/github-token [0-9a-f]{6}$/);
  });

  it('weighs down, but does not silence, tests and prose', async () => {
    const token = `'${'ghp' + '_'}${noise(36)}'`;
    const severity = async (path: string, text: string, more = {}) => (await findingsIn(path, text, more))[0]?.severity;
    expect(await severity('src/a.ts', token)).toBeUndefined();
    expect(await severity('test/a.ts', token)).toBe('medium');
    expect(await severity('README.md', `password: '${noise(24)}'`, { type: 'prose' })).toBe('low');
    expect(await severity('examples/a.ts', `password: '${noise(24)}'`)).toBe('low');
    expect(await severity('.env.example', `DB_PASSWORD=${noise(24)}\n`)).toBe('low');
    expect(await severity('config/database.sample.yml', `password: ${noise(24)}\n`)).toBe('low');
    expect(await severity('.env.production', `DB_PASSWORD=${noise(24)}\n`)).toBeUndefined();
  });

  it('honours no comment that would let a change exempt itself', async () => {
    expect(await placesIn('a.ts', `// secretlint-disable\nx = '${'npm' + '_'}${noise(36)}'`)).toEqual([
      'secrets/npm-token 2',
    ]);
  });
});

describe('values assigned to names of credentials', () => {
  const value = noise(32);
  it.each([
    ['a.ts', `const apiKey = "${value}";`],
    ['a.ts', `const apiKey: string = "${value}";`],
    ['a.ts', `config['client_secret'] = \`${value}\`;`],
    ['a.ts', `{ "accessToken": "${value}" }`],
    ['a.ts', `const secret = process.env.JWT_SECRET || '${value}';`],
    ['a.ts', `const secret = process.env['JWT_SECRET'] ?? '${value}';`],
    ['a.py', `SECRET_KEY = os.getenv("SECRET_KEY", "${value}")`],
    ['a.py', `connect(user="ada", password=b"${value}")`],
    ['a.go', `var dbPassword string = "${value}"`],
    ['a.go', `dbPassword := "${value}"`],
    ['A.java', `private static final String PASSWORD = "${value}";`],
    ['a.rb', `:secret_key_base => '${value}'`],
    ['a.php', `define('DB_PASSWORD', '${value}');`],
    ['a.rs', `let token: &str = "${value}";`],
    ['.env.production', `STRIPE_API_KEY=${value}`],
    ['a.yaml', `  password: ${value} # of the database`],
    ['compose.yml', `    - DB_PASSWORD=${value}`],
    ['a.properties', `spring.datasource.password=${value}`],
    ['a.tf', `  master_password = "${value}"`],
    ['a.toml', `token = "${value}"`],
    ['Dockerfile', `ENV API_TOKEN=${value}`],
    ['settings.xml', `<password>${value}</password>`],
    ['unknown', `password = "${value}"`],
    ['a.ts', `const password = "${'Adm1n' + '_9x7'}";`],
    ['a.ts', `const signingKey = '${noise(40, '0e1f2a3b4c5d69')}';`],
  ])('%s: %s', async (path, text) => {
    expect(await placesIn(path, text)).toEqual(['secrets/hardcoded-credential 1']);
  });

  it.each([
    ['a.ts', `const tokenType = "${value}";`],
    ['a.ts', `const publicKey = "${value}";`],
    ['a.ts', `const passwordHash = "${value}";`],
    ['a.ts', `const sortKey = "${value}";`],
    ['a.ts', `if (password === "${value}") {}`],
    ['a.ts', `const author = "${value}";`],
    ['a.ts', 'const password = process.env.PASSWORD;'],
    ['a.ts', 'const password = "changeme-Please-1";'],
    ['a.ts', 'const password = "hunter";'],
    ['a.ts', 'const apiKey = "your-Api-key-goes-here-123";'],
    ['a.ts', 'const token = `${prefix}aB3dE5fG7hJ9kL1mN3pQ5`;'],
    ['a.ts', 'const token = "00000000-1234-5678-9abc-def012345678";'],
    ['a.ts', 'const secret = "sha512-abcdEFGH1234ijklMNOP5678";'],
    ['a.ts', 'const secret = "the quick brown fox 12 Jumps";'],
    ['a.ts', 'const token = "user.session.access_v2.identifier";'],
    ['a.ts', 'const auth = "https://login.acme.io/oauth2/v1/start";'],
    ['a.ts', 'const password = "abcdefghIJKL12345678";'],
    ['a.yaml', 'password: ${DB_PASSWORD_9aBcD}'],
    ['a.yaml', 'password: ENC[AES256_GCM,data:9aBcDeF1g2H3]'],
    ['package-lock.json', `"token": "${value}"`],
    ['a.json', '"libpam-auth": "1.4.0-11+deb12u1~Bpo9"'],
    ['a.ts', `const rules = ['aws-secret-access-key', 'sarif/gosec/G101'];`],
    ['a.ts', `const nextPageToken = "${value}";`],
    ['a.ts', 'fetch("https://user:pass@api.acme.io/")'],
    ['a.ts', 'connect("postgres://app:hunter2x@localhost:5432/app")'],
    ['a.ts', 'connect("mongodb+srv://<username>:<password>@cluster.acme.io/app")'],
    ['a.ts', 'connect("mysql://reader:reader@db.acme.io/app")'],
  ])('nothing in %s: %s', async (path, text) => {
    expect(await placesIn(path, text)).toEqual([]);
  });

  it('reads hostile text to its end', async () => {
    const size = 1 << 20;
    for (const unit of [
      'token=',
      'passwordpassword',
      'secret = "',
      '://a:b',
      'process.env.a',
      '-----BEGIN ',
      'SG.a.b',
      '-----BEGIN PRIVATE KEY-----',
      'LS0tLS1CRUdJTi',
      '://:aaaaaaaa',
      'eyJhbGciOiJI.eyJ',
      'a=b;pass=',
      'gl' + 'pat-',
      "'",
      'x',
    ]) {
      expect(await findingsIn('a.env', unit.repeat(Math.ceil(size / unit.length)))).toEqual([]);
    }
  });
});
