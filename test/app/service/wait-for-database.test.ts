import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { onceReady, waitForDatabase } from '../../../app/service/wait-for-database.ts';
import { openDatabase } from '../../../database/connect.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

const CLOSED = 'postgresql://me:geheim@127.0.0.1:1/plumbline';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

function waitFor(url: string, given: { within?: number; signal?: AbortSignal } = {}) {
  const lines: string[] = [];
  const database = openDatabase(url);
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const outcome = waitForDatabase(database, { log, ...given })
    .then(
      () => 'ready' as const,
      (error: unknown) => error,
    )
    .finally(() => database.close());
  return { outcome, lines };
}

describe('a database that DATABASE_URL names', () => {
  it('is used when it answers, and nothing is said', async () => {
    const { outcome, lines } = waitFor(test.url);
    expect(await outcome).toBe('ready');
    expect(lines).toEqual([]);
  });

  it.each([
    ['has no such database', /\/test_\w+/, '/nowhere', 'database "nowhere" does not exist'],
    ['knows nobody of that name', /\/\/\w+@/, '//nobody:geheim@', 'role "nobody" does not exist'],
  ])('which %s is told at once, without the password', async (_, part, wrong, reason) => {
    const { outcome } = waitFor(test.url.replace(part, wrong));
    const error = await outcome;
    expect(error).toMatchObject({ name: 'SettingsError' });
    expect(String(error)).toContain(`DATABASE_URL: the database cannot be used: ${reason}`);
    expect(String(error)).not.toContain('geheim');
  });

  it('that cannot be read as an address is told without the password', async () => {
    const error = await waitFor('postgresql://me:geheim@host:port/x').outcome;
    expect(error).toMatchObject({ name: 'SettingsError', message: expect.stringMatching(/^DATABASE_URL: /) as string });
    expect(String(error)).not.toContain('geheim');
  });

  it('which does not come up is waited for, which is said, and then told', async () => {
    const { outcome, lines } = waitFor(CLOSED, { within: 1_000 });
    expect(await outcome).toMatchObject({
      name: 'SettingsError',
      message: 'DATABASE_URL: the database cannot be used: connect ECONNREFUSED 127.0.0.1:1',
    });
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({
        msg: 'waiting for the database',
        host: '127.0.0.1',
        port: 1,
        database: 'plumbline',
        reason: 'connect ECONNREFUSED 127.0.0.1:1',
        seconds: 1,
      }),
    ]);
    expect(lines.join('')).not.toContain('geheim');
  });

  it('is waited for again where it goes away in the middle of something', async () => {
    const database = openDatabase(test.url);
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    let times = 0;
    const answer = await onceReady(database, { log }, async () => {
      times++;
      if (times === 1) await database.query('select pg_terminate_backend(pg_backend_pid())');
      return database.query<{ one: number }>('select 1 as one');
    });
    await database.close();
    expect([answer, times]).toEqual([[{ one: 1 }], 2]);
    expect(lines.join('')).toContain('the database went away; it is waited for');
  });

  it('is not asked again for what it refuses', async () => {
    const database = openDatabase(test.url);
    let times = 0;
    const outcome = onceReady(database, { log: pino({ level: 'silent' }) }, () => {
      times++;
      return database.query('select nothing from nowhere');
    });
    await expect(outcome).rejects.toThrow('relation "nowhere" does not exist');
    await database.close();
    expect(times).toBe(1);
  });

  it('is waited for no longer once the service is to end', async () => {
    const ending = new AbortController();
    const { outcome, lines } = waitFor(CLOSED, { signal: ending.signal });
    await vi.waitUntil(() => lines.length > 0, { timeout: 10_000 });
    ending.abort();
    expect(await outcome).toMatchObject({ name: 'AbortError' });
  });
});
