import { generateKeyPairSync } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { checkCredentials, type CredentialsState } from '../../../app/github/check-credentials.ts';
import { createGitHub } from '../../../app/github/create-github.ts';
import { LOG_OPTIONS } from '../../../app/service/log-options.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { startGitHubDouble, type GitHubDouble } from '../../support/github/github-double.ts';

const ANOTHER_KEY = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey;
const ASKED = 'apps/get-authenticated';

let test: TestDatabase;
let double: GitHubDouble;
beforeAll(async () => {
  [test, double] = await Promise.all([testDatabase(), startGitHubDouble()]);
});
afterAll(async () => {
  await double.close();
  await test.close();
});
beforeEach(() => test.database.query('delete from rate_budgets'));
afterEach(() => {
  double.stopFailing();
  expect(double.violations).toEqual([]);
});

/** Asks so often. Gives each answer, and what was logged. */
async function ask(
  times: number,
  given: { appId?: number; privateKey?: string; before?: (time: number) => void } = {},
) {
  const { appId = double.app.id, privateKey = double.app.privateKey, before } = given;
  const lines: string[] = [];
  const states: CredentialsState[] = [];
  const log = pino({ ...LOG_OPTIONS }, { write: (line: string) => void lines.push(line) });
  const noSleep = () => Promise.resolve();
  const github = await createGitHub(
    { apiUrl: double.url, credentials: { appId, privateKey } },
    { database: test.database, log, sleep: noSleep },
  );
  const ending = new AbortController();
  before?.(0);
  await checkCredentials(github, {
    log,
    signal: ending.signal,
    observe: (state) => void states.push(state),
    sleep() {
      if (states.length === times) ending.abort();
      else before?.(states.length);
      return Promise.resolve();
    },
  });
  const logged = lines
    .map((line) => JSON.parse(line) as { level: number; msg: string; advice?: string; reason?: string })
    .filter(({ msg }) => msg.includes('credentials'));
  return { states, logged };
}

it('asks once where GitHub accepts them', async () => {
  const before = double.calls.count(ASKED);
  expect((await ask(3)).states).toEqual(['ok']);
  expect(double.calls.count(ASKED) - before).toBe(1);
});

it.each([
  ['a key of another App', { privateKey: ANOTHER_KEY }, 'A JSON web token could not be decoded'],
  ['an id of no App', { appId: 999_999 }, 'Integration not found'],
])('says once that GitHub refuses %s, and what to do', async (_, given, reason) => {
  const { states, logged } = await ask(3, given);
  expect(states).toEqual(['failed', 'failed', 'failed']);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatchObject({
    level: 50,
    msg: 'GitHub refuses the credentials of the App: nothing can be reviewed',
    reason: expect.stringContaining(reason) as string,
    advice: expect.stringMatching(/^Set GITHUB_APP_ID and GITHUB_PRIVATE_KEY to /) as string,
  });
  expect(JSON.stringify(logged)).not.toContain('PRIVATE KEY-----');
});

it('asks until GitHub is back, and takes back a refusal', async () => {
  const { states, logged } = await ask(9, {
    before(time) {
      if (time === 0) double.failAlways(ASKED, { kind: 'cut' });
      if (time === 2) double.stopFailing();
      if (time === 2) double.failNext(ASKED, { kind: 'status', status: 401 });
    },
  });
  expect(states).toEqual(['unknown', 'unknown', 'failed', 'ok']);
  expect(logged.map(({ level, msg }) => [level, msg])).toEqual([
    [40, 'GitHub could not be asked about the credentials of the App: it is asked again'],
    [50, 'GitHub refuses the credentials of the App: nothing can be reviewed'],
    [30, 'GitHub accepts the credentials of the App'],
  ]);
});
