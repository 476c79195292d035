import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseRateBudget } from '../../../app/rate/database-rate-budget.ts';
import { openDatabase } from '../../../database/connect.ts';
import type { RateBudget, RateRequest } from '../../../github/client/rate-budget.ts';
import { GITHUB_PACE } from '../../../github/client/rate-pace.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let test: TestDatabase;
beforeAll(async () => (test = await testDatabase()));
afterAll(() => test.close());

const NOON = new Date('2026-03-01T12:00:00Z');

function aRequest(changes: Partial<RateRequest> = {}): RateRequest {
  return { id: 'a', kind: 'read', resource: 'core', repository: 'o/r', purpose: 'begin', now: NOON, ...changes };
}

function left(remaining: number) {
  const headers = { 'x-ratelimit-limit': 100, 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': 1772368200 };
  return { status: 200, headers, message: '' };
}

it('what one worker learns, another one knows', async () => {
  const [one, other] = [
    databaseRateBudget(test.database, 'installation:1'),
    databaseRateBudget(test.database, 'installation:1'),
  ];
  expect(await one.acquire(aRequest())).toEqual({ granted: true });
  const refused = { status: 403, headers: { 'retry-after': '90' }, message: 'secondary rate limit' };
  await one.record({ ...aRequest(), response: refused });
  expect(await other.acquire(aRequest({ id: 'b' }))).toEqual({
    granted: false,
    at: new Date('2026-03-01T12:01:30Z'),
    reason: 'secondary',
  });
  const elsewhere = databaseRateBudget(test.database, 'installation:2');
  expect(await elsewhere.acquire(aRequest({ id: 'b' }))).toEqual({ granted: true });
});

it('what cannot be read counts as nothing known', async () => {
  const budget = databaseRateBudget(test.database, 'installation:3');
  await budget.acquire(aRequest());
  await test.database.query(`update rate_budgets set state = '{"older": true}' where name = 'installation:3'`);
  expect(await budget.acquire(aRequest())).toEqual({ granted: true });
});

it('of the last requests of an hour, none is given twice', async () => {
  const first = databaseRateBudget(test.database, 'installation:4');
  await first.record({ ...aRequest(), response: left(7) });
  const others = [openDatabase(test.url), openDatabase(test.url)];
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => {
      const database = others[index % 2] ?? test.database;
      const request = aRequest({ id: `${index}`, purpose: 'complete' });
      return databaseRateBudget(database, 'installation:4').acquire(request);
    }),
  );
  await Promise.all(others.map((database) => database.close()));
  expect(answers.filter(({ granted }) => granted)).toHaveLength(7);
});

it('workers in a race write one after the other, apart, and not once more than GitHub allows', async () => {
  const pace = { ...GITHUB_PACE, pauseBetweenWrites: 30, poll: 5 };
  const workers = Array.from({ length: 4 }, () => openDatabase(test.url, { maxConnections: 3 }));
  const writes: { repository: string; began: number; ended: number }[] = [];
  const server = { remaining: 24, used: 0 };

  async function work(budget: RateBudget, worker: number): Promise<void> {
    for (let turn = 0; ; turn++) {
      const repository = turn % 2 ? 'o/a' : 'o/b';
      const request = {
        id: `${worker}:${turn}`,
        kind: 'write',
        resource: 'core',
        repository,
        purpose: 'complete',
      } as const;
      for (;;) {
        const answer = await budget.acquire({ ...request, now: new Date() });
        if (answer.granted) break;
        if (answer.reason === 'primary') return;
        await pause(Math.max(1, answer.at.getTime() - Date.now()));
      }
      const began = Date.now();
      server.used++;
      const remaining = --server.remaining;
      await pause(3);
      const reset = Math.floor(NOON.getTime() / 1000) + 1_000_000_000;
      const headers = { 'x-ratelimit-limit': 100, 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset };
      const ended = Date.now();
      writes.push({ repository, began, ended });
      await budget.record({ ...request, response: { status: 201, headers, message: '' }, now: new Date(ended) });
    }
  }

  await Promise.all(
    workers.map((database, index) => work(databaseRateBudget(database, 'installation:5', pace), index)),
  );
  await Promise.all(workers.map((database) => database.close()));
  expect(server.used).toBe(24);
  for (const repository of ['o/a', 'o/b']) {
    const own = writes.filter((write) => write.repository === repository).sort((a, b) => a.began - b.began);
    const gaps = own.slice(1).map(({ began }, index) => began - (own[index]?.ended ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30);
  }
});
