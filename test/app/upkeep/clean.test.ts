import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clean } from '../../../app/upkeep/clean.ts';
import type { Database } from '../../../database/connect.ts';
import { silentLog } from '../../../database/log.ts';
import { enqueue } from '../../../database/queue.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let test: TestDatabase;
beforeAll(async () => (test = await testDatabase()));
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.query('truncate accounts, deliveries, marketplace_purchases, rate_budgets cascade');
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

describe('many', () => {
  const MANY = 60_000;
  const insertMany = () =>
    test.database.query(
      `insert into deliveries (id, event, state, received_at)
       select n::text, 'push', 'handled', $1 from generate_series(1, $2::int) as n`,
      [daysAgo(31), MANY],
    );

  it('go by many statements, until none is left', async () => {
    await insertMany();
    expect((await run()).deliveries).toBe(MANY);
    expect(await all('select count(*) from deliveries')).toEqual([0]);
  });

  it('stay when the process is to end, and go with the next run', async () => {
    await insertMany();
    const ending = new AbortController();
    let statements = 0;
    const endingSoon: Database = {
      ...test.database,
      query(text, values) {
        if (++statements === 3) ending.abort();
        return test.database.query(text, values);
      },
    };
    const ended = clean({ database: endingSoon, log: silentLog, reportDays: 90, signal: ending.signal }, NOW);
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
    expect((await run()).deliveries).toBe(MANY - 3_000);
  });
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
    `insert into commit_metrics (repository_id, sha, committed_at, review_id, measures, ratings)
     select 1, head_sha, now(), id, '{}', '{}' from reviews where head_sha = 'measured'`,
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

describe('an account', () => {
  const ACCOUNTS = 'select login from accounts order by id';
  const installation = (id: number, accountId: number, deletedAt: Date | null) =>
    test.database.query(
      `insert into installations (id, account_id, deleted_at, updated_at) values ($1, $2, $3, now())`,
      [id, accountId, deletedAt],
    );
  const uninstalled = (days: number) =>
    test.database.query('update installations set deleted_at = $1 where id = 1', [daysAgo(days)]);

  it('goes a month after the App was removed, with its installations and what was decided of rules for it', async () => {
    await test.database.query(`insert into accounts values (2, 'umbra', 'organization', now())`);
    await installation(2, 2, daysAgo(29));
    await repository(1, daysAgo(31));
    await uninstalled(31);
    await test.database.query(
      `insert into rule_standings (account_id, rule_id, standing, decided_by, reason, since)
       select id, 'no-eval', 'comment', 'mira', 'noisy', now() from accounts`,
    );
    expect(await run()).toMatchObject({ repositories: 1, installations: 1, accounts: 1 });
    expect(await all(ACCOUNTS)).toEqual(['umbra']);
    expect(await all('select id from installations')).toEqual([2]);
    expect(await all('select account_id from rule_standings')).toEqual([2]);
  });

  it('stays while it has another installation', async () => {
    await uninstalled(31);
    await installation(2, 1, null);
    expect(await run()).toMatchObject({ installations: 1, accounts: 0 });
    expect(await all(ACCOUNTS)).toEqual(['acme']);
  });

  it('stays until what is under way in its repositories has ended', async () => {
    await repository(1, daysAgo(31));
    await review(1, 'r1', { finishedAt: null, state: 'running' });
    await uninstalled(31);
    expect(await run()).toMatchObject({ installations: 0, accounts: 0 });
    await test.database.query(`update reviews set state = 'cancelled', finished_at = $1`, [NOW]);
    expect(await run()).toMatchObject({ repositories: 1, installations: 1, accounts: 1 });
  });

  it('goes with what people said in a repository that was given to another one', async () => {
    await test.database.query(`insert into accounts values (2, 'umbra', 'organization', now())`);
    await installation(2, 2, null);
    await repository(1);
    await uninstalled(31);
    await test.database.query(`
      update repositories set installation_id = 2;
      insert into pull_requests (repository_id, number, head_sha, base_ref, state, draft, author, author_is_bot, updated_at)
        values (1, 7, 'a', 'main', 'open', false, 'mira', false, now());
      insert into finding_feedback (repository_id, pull_number, fingerprint, person, kind, account_id, rule_id, given_at)
        select 1, 7, 'f', login, 'dispute', id, 'no-eval', now() from accounts;
    `);
    expect(await run()).toMatchObject({ repositories: 0, installations: 1, accounts: 1 });
    expect(await all('select account_id from finding_feedback')).toEqual([2]);
  });
});

it('purchases in the Marketplace go a month after they were cancelled, if the account is not kept', async () => {
  await test.database.query(
    `insert into marketplace_purchases
       (delivery_id, account_id, login, action, plan_id, plan_name, unit_count, on_free_trial, effective_at, received_at)
     select account || action || days, account, 'x', action, 1, 'Team', 1, false, $1::timestamptz - make_interval(days => days), $1
     from (values
       (1, 'purchased', 90), (1, 'cancelled', 60),
       (2, 'purchased', 90), (2, 'cancelled', 31),
       (3, 'purchased', 90), (3, 'cancelled', 29),
       (4, 'purchased', 90), (4, 'cancelled', 60), (4, 'purchased', 40),
       (5, 'purchased', 900)
     ) as told (account, action, days)`,
    [NOW],
  );
  expect((await run()).purchases).toBe(2);
  expect(await all('select distinct account_id from marketplace_purchases order by 1')).toEqual([1, 3, 4, 5]);
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
    installations: 0,
    accounts: 0,
    purchases: 0,
    budgets: 0,
    failedJobs: 0,
  });
});
