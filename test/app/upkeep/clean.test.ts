import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { clean } from '../../../app/upkeep/clean.ts';
import { silentLog } from '../../../database/log.ts';
import { enqueue } from '../../../database/queue.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let test: TestDatabase;
beforeAll(async () => (test = await testDatabase()));
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.query('truncate accounts, deliveries, rate_budgets cascade');
  await test.database.query(`insert into accounts values (1, 'acme', 'organization', now())`);
  await test.database.query(`insert into installations (id, account_id, updated_at) values (1, 1, now())`);
});

const NOW = new Date('2026-11-21T04:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const run = () => clean({ database: test.database, log: silentLog, reportDays: 90 }, NOW);

async function all(query: string): Promise<unknown[]> {
  const rows = await test.database.query<Record<string, unknown>>(query);
  return rows.map((row) => Object.values(row)[0]);
}

async function repository(id: number, removedAt: Date | null = null): Promise<void> {
  await test.database.query(
    `insert into repositories (id, installation_id, owner, name, removed_at, updated_at) values ($1, 1, 'acme', $2, $3, now())`,
    [id, `r${id}`, removedAt],
  );
}

/** A review with a check run and a report. */
async function review(
  repositoryId: number,
  name: string,
  { finishedAt, state = 'completed' }: { finishedAt: Date | null; state?: string },
): Promise<void> {
  const [row] = await test.database.query<{ id: string }>(
    `insert into reviews (id, installation_id, repository_id, kind, head_sha, state, trigger, correlation_id, created_at, finished_at)
     values (gen_random_uuid(), 1, $1, 'repository', $2, $3, 'push', 'x', now(), $4) returning id`,
    [repositoryId, name, state, finishedAt],
  );
  await test.database.query(`insert into check_runs (review_id, name) values ($1, 'Plumbline')`, [row?.id]);
  await test.database.query(`insert into review_reports values ($1, 'x', $2)`, [row?.id, finishedAt ?? NOW]);
}

async function measurements(repositoryId: number, head: string, storedAt: Date): Promise<void> {
  await test.database.query(`insert into measurements values ($1, $2, 'ci', 0, '', '', $3)`, [
    repositoryId,
    head,
    storedAt,
  ]);
}

it('deliveries go after a month', async () => {
  for (const [id, days] of [
    ['old', 31],
    ['new', 29],
  ] as const) {
    await test.database.query(
      `insert into deliveries (id, event, state, received_at) values ($1, 'push', 'handled', $2)`,
      [id, daysAgo(days)],
    );
  }
  expect((await run()).deliveries).toBe(1);
  expect(await all('select id from deliveries')).toEqual(['new']);
});

it('many go by many statements', async () => {
  await test.database.query(
    `insert into deliveries (id, event, state, received_at)
     select n::text, 'push', 'handled', $1 from generate_series(1, 2500) as n`,
    [daysAgo(31)],
  );
  expect((await run()).deliveries).toBe(2500);
});

it('reports go when the operator says so, reviews after a year and a month', async () => {
  await repository(1);
  await review(1, 'ninety-one', { finishedAt: daysAgo(91) });
  await review(1, 'eighty-nine', { finishedAt: daysAgo(89) });
  await review(1, 'long-ago', { finishedAt: daysAgo(397) });
  expect(await run()).toMatchObject({ reports: 2, reviews: 1 });
  expect(await all('select head_sha from reviews order by 1')).toEqual(['eighty-nine', 'ninety-one']);
  expect(await all('select count(*) from review_reports')).toEqual([1]);
  expect(await all('select count(*) from check_runs')).toEqual([2]);
});

it('measurements go as reports do', async () => {
  await repository(1);
  await measurements(1, 'ninety-one', daysAgo(91));
  await measurements(1, 'eighty-nine', daysAgo(89));
  expect((await run()).measurements).toBe(1);
  expect(await all('select head_sha from measurements')).toEqual(['eighty-nine']);
});

it('a review stays whose figures are part of a trend, and one that has not ended', async () => {
  await repository(1);
  await review(1, 'measured', { finishedAt: daysAgo(500) });
  await review(1, 'running', { finishedAt: null, state: 'running' });
  await test.database.query(
    `insert into commit_metrics (repository_id, sha, committed_at, review_id, measures, ratings, findings)
     select 1, head_sha, now(), id, '{}', '{}', '{}' from reviews where head_sha = 'measured'`,
  );
  expect((await run()).reviews).toBe(0);
  expect(await all('select head_sha from reviews order by 1')).toEqual(['measured', 'running']);
});

it('a repository that has been out of reach for a month goes with all that is kept of it', async () => {
  await repository(1, daysAgo(31));
  await repository(2, daysAgo(29));
  await repository(3);
  await repository(4, daysAgo(31));
  for (const id of [1, 2, 3]) await review(id, `r${id}`, { finishedAt: daysAgo(40) });
  for (const id of [1, 2]) await measurements(id, `r${id}`, daysAgo(40));
  await review(4, 'r4', { finishedAt: null, state: 'queued' });
  expect((await run()).repositories).toBe(1);
  expect(await all('select id from repositories order by id')).toEqual([2, 3, 4]);
  expect(await all('select head_sha from reviews order by 1')).toEqual(['r2', 'r3', 'r4']);
  expect(await all('select count(*) from review_reports')).toEqual([3]);
  expect(await all('select head_sha from measurements')).toEqual(['r2']);
});

it('rate budgets go when nobody has asked for a week', async () => {
  await test.database.query(`insert into rate_budgets values ('installation:1', 1, '{}', $1), ('app', 1, '{}', $2)`, [
    daysAgo(8),
    daysAgo(1),
  ]);
  expect((await run()).budgets).toBe(1);
  expect(await all('select name from rate_budgets')).toEqual(['app']);
});

it('jobs that failed for good go after three months, and others stay', async () => {
  for (const [task, attempts, days] of [
    ['failed-long-ago', 3, 91],
    ['failed', 3, 89],
    ['waiting', 1, 91],
  ] as const) {
    const id = await enqueue(test.database, { task, payload: {}, maxAttempts: 3 });
    await test.database.query('update graphile_worker._private_jobs set attempts = $2, updated_at = $3 where id = $1', [
      id,
      attempts,
      daysAgo(days),
    ]);
  }
  expect((await run()).failedJobs).toBe(1);
  expect(await all('select task_identifier from graphile_worker.jobs order by 1')).toEqual(['failed', 'waiting']);
});

it('twice is once, and two at a time do not disturb each other', async () => {
  await repository(1, daysAgo(31));
  await review(1, 'r1', { finishedAt: daysAgo(500) });
  await Promise.all([run(), run()]);
  expect(await run()).toEqual({
    deliveries: 0,
    reports: 0,
    measurements: 0,
    reviews: 0,
    repositories: 0,
    budgets: 0,
    failedJobs: 0,
  });
});
