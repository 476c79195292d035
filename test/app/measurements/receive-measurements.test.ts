import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING_GRANTED } from '../../../app/entitlements.ts';
import { measurementsForReview } from '../../../app/measurements/measurements-for-review.ts';
import {
  keepMeasurements,
  KEPT_BYTES,
  lockMeasurements,
  RELAYED,
  type KeptMeasurements,
} from '../../../app/measurements/measurement-store.ts';
import { receiveMeasurements } from '../../../app/measurements/receive-measurements.ts';
import { digestOf, sealMeasurements } from '../../../app/measurements/seal-measurements.ts';
import {
  packMeasurements,
  type MeasuredFile,
  type Measurements,
  type MissingReport,
} from '../../../github/hand-over/measurements.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

const SERVICE_KEY = Buffer.alloc(32, 7);
const NOW = new Date('2026-11-21T10:00:00Z');
const HEAD = 'a'.repeat(40);
const NEWER = 'b'.repeat(40);

let held: TestDatabase;
beforeAll(async () => {
  held = await testDatabase();
  await held.database.query(`insert into accounts values (1, 'acme', 'organization', now())`);
  await held.database.query(`insert into installations (id, account_id, updated_at) values (10, 1, now())`);
});
afterAll(() => held.close());
beforeEach(async () => {
  await held.database.query('truncate repositories cascade');
  await held.database.query('select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))');
  await held.database.query(
    `insert into repositories (id, installation_id, owner, name, default_branch, default_branch_tip, updated_at)
     values (100, 10, 'acme', 'shop', 'main', $1, now())`,
    [HEAD],
  );
});

function lcov(name: string, text = name): MeasuredFile {
  return { kind: 'coverage', name, text };
}

/** Until one other statement waits for a lock. */
async function somebodyWaits(): Promise<void> {
  const waiting = () =>
    held.database.query(
      `select from pg_stat_activity
       where datname = current_database() and pid in (select pid from pg_locks where not granted)`,
    );
  await expect.poll(async () => (await waiting()).length, { timeout: 9_000 }).toBe(1);
}

interface Given {
  readonly files?: readonly MeasuredFile[];
  readonly missing?: MissingReport[];
  readonly source?: string;
  readonly pull?: number;
  readonly head?: string;
  readonly now?: Date;
}

function measured({
  files = [lcov('a')],
  missing,
  source = 'ci',
  pull = 0,
  head = HEAD,
}: Given = {}): KeptMeasurements {
  const lacks = missing && { missing };
  const measurements: Measurements = { version: 1, repositoryId: 100, head, files: [...files], ...lacks };
  return {
    repositoryId: 100,
    headSha: head,
    source,
    pullNumber: pull,
    digest: digestOf(measurements, SERVICE_KEY),
    content: sealMeasurements(packMeasurements(measurements), SERVICE_KEY),
  };
}

function receive(given: Given = {}) {
  const { now = NOW } = given;
  const ports = { database: held.database, entitlements: EVERYTHING_GRANTED, clock: () => now };
  return receiveMeasurements(ports, measured(given), 'the-request');
}

async function pull(number: number, given: { head?: string; state?: string; pausedBy?: string } = {}): Promise<void> {
  const { head = HEAD, state = 'open', pausedBy = null } = given;
  await held.database.query(
    `insert into pull_requests (repository_id, number, head_sha, base_ref, state, draft, author, author_is_bot, paused_by, updated_at)
     values (100, $1, $2, 'main', $3, false, 'mira', false, $4, now())`,
    [number, head, state, pausedBy],
  );
}

interface GivenReview {
  readonly kind?: string;
  readonly number?: number | null;
  readonly head?: string;
  readonly state?: string;
  readonly trigger?: string;
  readonly outcome?: object;
  readonly base?: string | null;
  readonly wholeTree?: boolean;
}

async function review(given: GivenReview = {}): Promise<void> {
  const {
    kind = 'pull-request',
    number = 7,
    head = HEAD,
    state = 'completed',
    trigger = 'pull_request.opened',
  } = given;
  const { outcome, base = 'main', wholeTree = false } = given;
  await held.database.query(
    `insert into reviews (id, installation_id, repository_id, kind, pull_number, head_sha, base_ref, whole_tree, state, trigger,
                          outcome, correlation_id, created_at, finished_at)
     values (gen_random_uuid(), 10, 100, $1, $2, $3, $4, $5, $6, $7, $8, 'a-delivery', now(), now())`,
    [kind, number, head, base, wholeTree, state, trigger, outcome === undefined ? null : JSON.stringify(outcome)],
  );
}

/** In the order in which they were asked for. */
function reviews() {
  return held.database.query(
    `select kind, pull_number as number, head_sha as head, base_ref as base, whole_tree as "wholeTree", state, trigger,
            correlation_id as "correlationId"
     from reviews order by seq`,
  );
}

const ANEW = {
  kind: 'pull-request',
  number: 7,
  head: HEAD,
  base: 'main',
  wholeTree: false,
  state: 'queued',
  trigger: 'action.measured',
  correlationId: 'the-request',
};

describe('measurements of a pull request that is reviewed', () => {
  it.each(['completed', 'failed'])('have it reviewed anew where its review has %s', async (state) => {
    await pull(7);
    await review({ state });
    expect(await receive({ pull: 7 })).toBe('reviewed-anew');
    expect((await reviews()).slice(1)).toEqual([ANEW]);
    const jobs = await held.database.query(`select task_identifier as task from graphile_worker.jobs`);
    expect(jobs).toEqual([{ task: 'review' }]);
  });

  it('supersede the review that runs', async () => {
    await pull(7);
    await review({ state: 'running' });
    expect(await receive({ pull: 7 })).toBe('reviewed-anew');
    expect(await reviews()).toMatchObject([{ state: 'superseded' }, ANEW]);
  });

  it('are taken by the review that has not begun', async () => {
    await pull(7);
    await review({ state: 'queued' });
    expect(await receive({ pull: 7 })).toBe('reviewed-anew');
    expect(await reviews()).toMatchObject([{ state: 'queued', trigger: 'pull_request.opened' }]);
  });

  it('are nothing the second time', async () => {
    await pull(7);
    await review();
    expect(await receive({ pull: 7 })).toBe('reviewed-anew');
    expect(await receive({ pull: 7 })).toBe('known');
    expect((await reviews()).length).toBe(2);
  });

  it('of its branch count as well', async () => {
    await pull(7);
    await review();
    expect(await receive()).toBe('reviewed-anew');
  });

  it('of its branch are nothing new where the same job measured it for the pull request', async () => {
    await pull(7);
    await review();
    await receive({ pull: 7 });
    await held.database.query(`update reviews set state = 'completed'`);
    expect(await receive({ files: [lcov('of the branch')] })).toBe('no-review');
    expect(await receive({ files: [lcov('of the branch')], source: 'another' })).toBe('reviewed-anew');
  });

  it('that were relayed count as well, and more than what its own run measured', async () => {
    await pull(7);
    await review();
    expect(await receive({ pull: RELAYED })).toBe('reviewed-anew');
    await held.database.query(`update reviews set state = 'completed'`);
    expect(await receive({ files: [lcov('of its own run')], pull: 7 })).toBe('no-review');
    expect(await receive({ files: [lcov('relayed')], pull: RELAYED })).toBe('reviewed-anew');
  });

  it('look at every file where the review did', async () => {
    await pull(7);
    await review({ wholeTree: true });
    await receive({ pull: 7 });
    expect((await reviews()).slice(1)).toEqual([{ ...ANEW, wholeTree: true }]);
  });

  it.each(['command.review', 'check_run.rerequested'])('leave it one that somebody asked for: %s', async (trigger) => {
    await pull(7, { pausedBy: 'mira' });
    await review({ trigger });
    expect(await receive({ pull: 7 })).toBe('reviewed-anew');
    expect((await reviews()).slice(1)).toEqual([{ ...ANEW, trigger }]);
  });
});

describe('measurements are kept, and nothing is reviewed', () => {
  it.each<[string, () => Promise<void>, Given]>([
    ['where the webhook has not come yet', () => Promise.resolve(), { pull: 7 }],
    ['of a head that was pushed over', () => pull(7, { head: NEWER }).then(() => review()), { pull: 7 }],
    ['of a pull request that is closed', () => pull(7, { state: 'closed' }).then(() => review()), { pull: 7 }],
    ['of one that is paused', () => pull(7, { pausedBy: 'mira' }).then(() => review()), { pull: 7 }],
    [
      'of one that was passed over',
      () => pull(7).then(() => review({ outcome: { kind: 'skipped', reason: 'It is a draft.' } })),
      { pull: 7 },
    ],
    ['of one whose review was called off', () => pull(7).then(() => review({ state: 'cancelled' })), { pull: 7 }],
    ['by the run of another pull request', () => pull(7).then(() => review()), { pull: 8 }],
    [
      'of the default branch by the run of a pull request',
      () => review({ kind: 'repository', number: null, base: null, wholeTree: true }),
      { pull: 7 },
    ],
    [
      'of a merge group by the run of a pull request',
      () => review({ kind: 'merge-group', number: null, base: NEWER }),
      { pull: 7 },
    ],
    [
      'of the default branch by a run that relays',
      () => review({ kind: 'repository', number: null, base: null, wholeTree: true }),
      { pull: RELAYED },
    ],
    [
      'of a merge group by a run that relays',
      () => review({ kind: 'merge-group', number: null, base: NEWER }),
      { pull: RELAYED },
    ],
    [
      'of the default branch where it is no more',
      () => review({ kind: 'repository', number: null, base: null, head: NEWER }),
      { head: NEWER },
    ],
  ])('%s', async (_, setUp, given) => {
    await setUp();
    const before = await reviews();
    expect(await receive(given)).toBe('no-review');
    expect(await reviews()).toEqual(before);
    expect(await held.database.query('select source from measurements')).toEqual([{ source: 'ci' }]);
  });
});

describe('measurements of', () => {
  it("the default branch's tip have it reviewed anew", async () => {
    await review({ kind: 'repository', number: null, base: null, wholeTree: true });
    expect(await receive()).toBe('reviewed-anew');
    expect((await reviews()).slice(1)).toEqual([
      { ...ANEW, kind: 'repository', number: null, base: null, wholeTree: true },
    ]);
  });

  it('a tip that is pushed over at that moment do not end the review of the next one', async () => {
    await review({ kind: 'repository', number: null, base: null, wholeTree: true });
    let received: Promise<unknown> | undefined;
    await held.database.transaction(async (tx) => {
      await tx.query('update repositories set default_branch_tip = $1', [NEWER]);
      received = receive();
      await somebodyWaits();
      await tx.query(
        `insert into reviews (id, installation_id, repository_id, kind, head_sha, whole_tree, state, trigger, correlation_id, created_at)
         values (gen_random_uuid(), 10, 100, 'repository', $1, true, 'queued', 'push', 'a-delivery', now())`,
        [NEWER],
      );
    });
    expect(await received).toBe('no-review');
    expect(await reviews()).toMatchObject([
      { head: HEAD, state: 'completed' },
      { head: NEWER, state: 'queued' },
    ]);
  });

  it('a merge group have it reviewed anew, after the review that runs: to the queue, a superseded one has failed', async () => {
    await review({ kind: 'merge-group', number: null, base: NEWER, state: 'running' });
    expect(await receive()).toBe('reviewed-anew');
    expect(await reviews()).toMatchObject([
      { state: 'running' },
      { ...ANEW, kind: 'merge-group', number: null, base: NEWER },
    ]);
  });

  it('two pull requests of one head have both reviewed anew', async () => {
    await Promise.all([pull(7), pull(8)]);
    await review({ number: 7 });
    await review({ number: 8 });
    expect(await receive()).toBe('reviewed-anew');
    expect((await reviews()).slice(2)).toMatchObject([
      { number: 7, state: 'queued' },
      { number: 8, state: 'queued' },
    ]);
  });

  it('a repository that is out of reach are refused', async () => {
    await held.database.query('update repositories set removed_at = now()');
    expect(await receive()).toBe('not-installed');
    expect(await held.database.query('select source from measurements')).toEqual([]);
  });
});

it('neither is kept nor reviewed where one of both fails', async () => {
  await pull(7);
  await review();
  await held.database.query('alter table reviews add constraint nothing_new check (state <> $$queued$$)');
  await expect(receive({ pull: 7 })).rejects.toThrow('nothing_new');
  await held.database.query('alter table reviews drop constraint nothing_new');
  expect(await held.database.query('select source from measurements')).toEqual([]);
  expect(await receive({ pull: 7 })).toBe('reviewed-anew');
});

describe('a review', () => {
  const ofPull = (pullNumber: number | null) =>
    measurementsForReview(
      { database: held.database, serviceKey: SERVICE_KEY },
      { repositoryId: 100, headSha: HEAD, pullNumber },
    );

  it("takes what all jobs measured of its head, and of a pull request's own run rather than the branch's", async () => {
    await receive({ source: 'b', files: [lcov('b, of the branch')] });
    await receive({ source: 'b', pull: 7, files: [lcov('b, of 7')] });
    await receive({ source: 'b', pull: 8, files: [lcov('b, of 8')] });
    await receive({
      source: 'a',
      files: [lcov('a, of the branch'), { kind: 'tests', name: 'junit.xml', text: '<x/>' }],
    });
    await receive({ source: 'c', head: NEWER, files: [lcov('of another commit')] });
    const names = async (number: number | null) => (await ofPull(number)).files.map(({ name }) => name);
    expect(await names(7)).toEqual(['a, of the branch', 'junit.xml', 'b, of 7']);
    expect(await names(9)).toEqual(['a, of the branch', 'junit.xml', 'b, of the branch']);
    expect(await names(null)).toEqual(['a, of the branch', 'junit.xml', 'b, of the branch']);
  });

  it("of a pull request takes what was relayed rather than what its own run measured, or the branch's", async () => {
    await receive({ source: 'a', files: [lcov('a, of the branch')] });
    for (const source of ['a', 'b']) await receive({ source, pull: 7, files: [lcov(`${source}, of 7`)] });
    for (const source of ['a', 'b', 'c']) await receive({ source, pull: RELAYED, files: [lcov(`${source}, relayed`)] });
    const names = async (number: number | null) => (await ofPull(number)).files.map(({ name }) => name);
    expect(await names(7)).toEqual(['a, relayed', 'b, relayed', 'c, relayed']);
    expect(await names(null)).toEqual(['a, of the branch']);
  });

  it('says what a job was to measure and did not', async () => {
    await receive({ source: 'a' });
    const missing: MissingReport[] = [{ kind: 'coverage', name: 'lcov.info', why: 'not-made' }];
    expect(await receive({ source: 'b', files: [], missing })).toBe('no-review');
    expect(await receive({ source: 'b', files: [], missing })).toBe('known');
    await receive({ source: 'c', missing: [{ kind: 'tests', name: 'junit.xml', why: 'too-much' }] });
    expect((await ofPull(null)).notLookedAt).toEqual([
      {
        subject: 'measurements: lcov.info',
        analyzer: 'coverage',
        reason: 'bad-input',
        detail: 'A job was to hand it over, and found no such file.',
      },
      {
        subject: 'measurements: junit.xml',
        analyzer: 'tests',
        reason: 'limit',
        detail: 'This is more than a job hands over: 500 files, 32 MiB, and 8 MiB packed.',
      },
    ]);
    expect(await receive({ source: 'b', files: [] })).toBe('no-review');
    expect((await ofPull(null)).notLookedAt.map(({ subject }) => subject)).toEqual(['measurements: junit.xml']);
  });

  it('takes so much, and says what is beyond it', async () => {
    const large = 'x'.repeat(25 * 2 ** 20);
    for (const source of ['a', 'b', 'c', 'd']) await receive({ source, files: [lcov(`${source}.info`, large)] });
    const { files, notLookedAt } = await ofPull(null);
    expect(files.map(({ name }) => name)).toEqual(['a.info', 'b.info']);
    const detail = 'The measurements of a commit are read up to 64 MiB in all.';
    expect(notLookedAt).toEqual([
      { subject: 'measurements: c.info', analyzer: 'coverage', reason: 'limit', detail },
      { subject: 'measurements: d', reason: 'limit', detail },
    ]);
  });

  it('goes on without what cannot be read any more, and says so', async () => {
    await receive({ source: 'a' });
    await receive({ source: 'b' });
    await held.database.query(`update measurements set content = 'x' where source = 'a'`);
    expect(await ofPull(null)).toEqual({
      files: [lcov('a')],
      notLookedAt: [
        {
          subject: 'measurements: a',
          reason: 'unreadable',
          detail: 'They cannot be read any more: let the workflow run again.',
        },
      ],
    });
  });

  it('waits for measurements that are being kept, so that none fall between', async () => {
    let taken: Promise<unknown> | undefined;
    await held.database.transaction(async (tx) => {
      await lockMeasurements(tx, { repositoryId: 100 });
      taken = ofPull(7);
      await somebodyWaits();
      const { source, pullNumber, digest, content } = measured();
      await tx.query('insert into measurements values (100, $1, $2, $3, $4, $5, now())', [
        HEAD,
        source,
        pullNumber,
        digest,
        content,
      ]);
    });
    expect(await taken).toEqual({ files: [lcov('a')], notLookedAt: [] });
  });
});

describe('of a repository so many bytes are kept', () => {
  const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
  const sources = async () => {
    const rows = await held.database.query<{ source: string }>('select source from measurements order by stored_at');
    return rows.map(({ source }) => source);
  };

  /** Two of these are just not too much. */
  const large = (...seconds: readonly number[]) =>
    held.database.query(
      `insert into measurements
       select 100, $1, n::text, 0, '', convert_to(repeat('x', $2), 'UTF8'), $3::timestamptz + n * interval '1 s'
       from unnest($4::int[]) as n`,
      [NEWER, KEPT_BYTES / 2 - 1000, NOW, seconds],
    );

  it('the newest, and what was just kept, whatever the clock says', async () => {
    await large(1, 2, 3);
    await receive({ now: at(60) });
    expect(await sources()).toEqual(['2', '3', 'ci']);
    await large(70);
    await receive({ source: 'late', now: at(-60) });
    expect(await sources()).toEqual(['late', '3', 'ci', '70']);
  });

  it('what is the oldest while something else is kept, and measured anew at that moment', async () => {
    await large(1, 2, 3);
    let other: Promise<unknown> | undefined;
    await held.database.transaction(async (tx) => {
      await lockMeasurements(tx, { repositoryId: 100 });
      expect(await keepMeasurements(tx, measured({ source: '1', head: NEWER }), at(60))).toBe('kept');
      // Of another head.
      other = receive({ now: at(50) });
      await somebodyWaits();
    });
    await other;
    expect(await sources()).toEqual(['2', '3', 'ci', '1']);
  });
});
