import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../../../database/notify.ts';
import { cancelReviews } from '../../../app/reviews/cancel-reviews.ts';
import { reap } from '../../../app/reviews/reap.ts';
import { requestReview, type WantedReview } from '../../../app/reviews/request-review.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-21T10:00:00Z');
const HEAD = 'a'.repeat(40);
const NEWER = 'b'.repeat(40);

let held: TestDatabase;
beforeAll(async () => {
  held = await testDatabase();
  await held.database.query(`insert into accounts values (1, 'acme', 'organization', now())`);
  await held.database.query(
    `insert into installations (id, account_id, updated_at) values (10, 1, now()), (20, 1, now())`,
  );
  await held.database.query(
    `insert into repositories (id, installation_id, owner, name, updated_at)
     values (100, 10, 'acme', 'shop', now()), (200, 20, 'acme', 'site', now())`,
  );
});
afterAll(() => held.close());
beforeEach(async () => {
  await held.database.query('delete from reviews');
  await held.database.query('select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))');
});

function ask(wanted: Partial<WantedReview> = {}): Promise<string> {
  return held.database.transaction((tx) =>
    requestReview(tx, {
      installationId: 10,
      repositoryId: 100,
      kind: 'pull-request',
      pullNumber: 7,
      headSha: HEAD,
      baseRef: 'main',
      wholeTree: false,
      trigger: 'pull_request.opened',
      correlationId: 'a-delivery',
      now: NOW,
      ...wanted,
    }),
  );
}

function states() {
  return held.database.query<{ id: string; head: string; state: string; by: string | null }>(
    `select id, left(head_sha, 1) as head, state, left(superseded_by, 1) as by from reviews order by seq`,
  );
}

function jobs() {
  return held.database.query<{ key: string; queue: string; priority: number }>(
    `select key, queue_name as queue, priority from graphile_worker.jobs
     where attempts < max_attempts order by id`,
  );
}

describe('requestReview', () => {
  it('makes one review and one job, however often it is asked', async () => {
    const id = await ask();
    expect(await ask()).toBe(id);
    expect(await states()).toEqual([{ id, head: 'a', state: 'queued', by: null }]);
    expect(await jobs()).toEqual([{ key: `review:${id}`, queue: 'pull:100:7', priority: 1 }]);
  });

  it('makes one, also for those who ask at the same moment', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(new Set(ids).size).toBe(1);
  });

  it('supersedes what is unfinished of another head, and tells whoever runs it', async () => {
    const told: string[] = [];
    const listener = listen(held.database, 'plumbline_cancel', (id) => told.push(id));
    await listener.ready;
    const first = await ask();
    const second = await ask({ headSha: NEWER, now: new Date(NOW.getTime() + 1000) });
    expect(await states()).toEqual([
      { id: first, head: 'a', state: 'superseded', by: 'b' },
      { id: second, head: 'b', state: 'queued', by: null },
    ]);
    await expect.poll(() => told).toEqual([first]);
    await listener.close();
  });

  it('lets the running review of a default branch come to its end, and supersedes what waits behind it', async () => {
    const push = async (tip: string, seconds: number) => {
      const wanted = { kind: 'repository', headSha: tip.repeat(40), wholeTree: true } as const;
      const now = new Date(NOW.getTime() + seconds * 1000);
      return held.database.transaction((tx) =>
        requestReview(tx, {
          installationId: 10,
          repositoryId: 100,
          trigger: 'push',
          correlationId: tip,
          now,
          ...wanted,
        }),
      );
    };
    const first = await push('a', 1);
    await held.database.query(`update reviews set state = 'running', started_at = $2 where id = $1`, [first, NOW]);
    const second = await push('b', 2);
    const third = await push('c', 3);
    expect(await states()).toEqual([
      { id: first, head: 'a', state: 'running', by: null },
      { id: second, head: 'b', state: 'superseded', by: 'c' },
      { id: third, head: 'c', state: 'queued', by: null },
    ]);
  });

  it('leaves other pull requests, and reviews that have ended, alone', async () => {
    const other = await ask({ pullNumber: 8 });
    const ended = await ask();
    await held.database.query(`update reviews set state = 'completed', finished_at = $2 where id = $1`, [ended, NOW]);
    await ask({ headSha: NEWER, now: new Date(NOW.getTime() + 1000) });
    const byId = new Map((await states()).map(({ id, state }) => [id, state]));
    expect([byId.get(other), byId.get(ended)]).toEqual(['queued', 'completed']);
  });

  it('reviews again where that is asked for, another base, or the whole tree', async () => {
    const first = await ask();
    await held.database.query(`update reviews set state = 'completed' where id = $1`, [first]);
    expect(await ask()).toBe(first);
    const more = [await ask({ again: true }), await ask({ baseRef: 'next' }), await ask({ wholeTree: true })];
    expect(new Set([first, ...more]).size).toBe(4);
  });

  it('of a head to which a push was taken back, knows the review unless another head came to an end since', async () => {
    const complete = (id: string) => held.database.query(`update reviews set state = 'completed' where id = $1`, [id]);
    const first = await ask();
    await complete(first);
    const begun = await ask({ headSha: NEWER });
    expect(await ask()).toBe(first);
    const ended = await ask({ headSha: NEWER });
    await complete(ended);
    const again = await ask();
    expect(await ask()).toBe(again);
    expect(await states()).toEqual([
      { id: first, head: 'a', state: 'completed', by: null },
      { id: begun, head: 'b', state: 'superseded', by: 'a' },
      { id: ended, head: 'b', state: 'completed', by: null },
      { id: again, head: 'a', state: 'queued', by: null },
    ]);
  });

  it('puts the n-th review of one installation behind the first of another', async () => {
    for (const pullNumber of [1, 2, 3]) await ask({ pullNumber });
    await ask({ installationId: 20, repositoryId: 200 });
    expect((await jobs()).map(({ priority }) => priority)).toEqual([1, 2, 3, 1]);
  });
});

describe('cancelReviews', () => {
  it('ends what fits, with the reason, and nothing else', async () => {
    const here = await ask();
    const there = await ask({ installationId: 20, repositoryId: 200 });
    await held.database.transaction((tx) =>
      cancelReviews(tx, { repositoryId: 100, pullNumber: 7, reason: 'The pull request was closed.', now: NOW }),
    );
    const rows = await held.database.query(`select id, state, problem from reviews order by installation_id`);
    expect(rows).toEqual([
      { id: here, state: 'cancelled', problem: 'The pull request was closed.' },
      { id: there, state: 'queued', problem: null },
    ]);
  });
});

describe('reap', () => {
  const later = new Date(NOW.getTime() + 61_000);
  const withoutJobs = () =>
    held.database.query('select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))');

  it('leaves alone what has a job', async () => {
    await ask();
    expect(await reap(held.database, later)).toEqual({ takenUp: 0 });
  });

  it.each(['queued', 'running', 'superseded', 'completed', 'failed'])(
    'takes up what is %s and not shown',
    async (state) => {
      const id = await ask();
      await held.database.query(`update reviews set state = $2 where id = $1`, [id, state]);
      await withoutJobs();
      expect(await reap(held.database, new Date(NOW.getTime() + 59_000))).toEqual({ takenUp: 0 });
      expect(await reap(held.database, later)).toEqual({ takenUp: 1 });
      expect(await reap(held.database, later)).toEqual({ takenUp: 0 });
      expect(await jobs()).toEqual([{ key: `review:${id}`, queue: 'pull:100:7', priority: -10 }]);
    },
  );

  const failAll = () =>
    held.database.query(
      'select graphile_worker.permanently_fail_jobs(array(select id from graphile_worker.jobs), $1)',
      ['the worker was killed'],
    );

  it('ends what used up its attempts without an end, so that it is only shown', async () => {
    const id = await ask();
    await held.database.query(`update reviews set state = 'running', started_at = $2 where id = $1`, [id, NOW]);
    await failAll();
    expect(await reap(held.database, later)).toEqual({ takenUp: 1 });
    const [row] = await held.database.query('select state, conclusion, problem from reviews');
    expect(row).toEqual({
      state: 'failed',
      conclusion: 'neutral',
      problem: 'The review was cut off each time it was tried.',
    });
    expect(await jobs()).toEqual([{ key: `review:${id}`, queue: 'pull:100:7', priority: -10 }]);
  });

  it('leaves the end of what could not be shown as it is', async () => {
    const id = await ask();
    await held.database.query(`update reviews set state = 'completed', finished_at = $2 where id = $1`, [id, NOW]);
    await failAll();
    expect(await reap(held.database, later)).toEqual({ takenUp: 1 });
    expect((await states()).map(({ state }) => state)).toEqual(['completed']);
  });

  const THREE_DAYS = 3 * 86_400_000;

  it('lets a review wait its turn for longer than three days', async () => {
    await ask();
    expect(await reap(held.database, new Date(NOW.getTime() + THREE_DAYS + 61_000))).toEqual({ takenUp: 0 });
    expect(await held.database.query('select state, conclusion, published_at as at from reviews')).toEqual([
      { state: 'queued', conclusion: null, at: null },
    ]);
  });

  it('leaves the last attempt at a review alone while it runs', async () => {
    const id = await ask();
    await held.database.query(`update reviews set state = 'running', started_at = $2 where id = $1`, [id, NOW]);
    await held.database.query(
      `update graphile_worker._private_jobs set attempts = max_attempts, locked_at = now(), locked_by = 'a worker'`,
    );
    expect(await reap(held.database, later)).toEqual({ takenUp: 0 });
    expect((await states()).map(({ state }) => state)).toEqual(['running']);
    await held.database.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null');
  });

  it('gives up what nobody could show for three days after its end: the same head can be reviewed again', async () => {
    const id = await ask();
    const end = new Date(NOW.getTime() + THREE_DAYS);
    await held.database.query(`update reviews set state = 'failed', finished_at = $2 where id = $1`, [id, end]);
    await failAll();
    const atLast = new Date(end.getTime() + THREE_DAYS);
    expect(await reap(held.database, new Date(atLast.getTime() - 1))).toEqual({ takenUp: 1 });
    await failAll();
    expect(await reap(held.database, atLast)).toEqual({ takenUp: 0 });
    expect(await held.database.query('select state, published_at as at from reviews')).toEqual([
      { state: 'failed', at: atLast },
    ]);
    expect(await ask({ now: atLast })).not.toBe(id);
  });

  it('leaves alone what is shown', async () => {
    const id = await ask();
    await withoutJobs();
    await held.database.query('update reviews set published_at = $2 where id = $1', [id, NOW]);
    expect(await reap(held.database, later)).toEqual({ takenUp: 0 });
  });

  it('takes up events that were received and not handled', async () => {
    await held.database.query(
      `insert into deliveries (id, event, state, received_at)
       values ('a', 'push', 'received', $1), ('b', 'push', 'handled', $1), ('c', 'push', 'received', $2)`,
      [NOW, later],
    );
    expect(await reap(held.database, later)).toEqual({ takenUp: 1 });
    expect(await reap(held.database, later)).toEqual({ takenUp: 0 });
    expect(await jobs()).toEqual([{ key: 'event:a', queue: null, priority: 0 }]);
    await held.database.query('delete from deliveries');
  });
});
