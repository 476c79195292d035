import type { Queryable } from '../../database/connect.ts';

/** Milliseconds by which GitHub's clock may differ, and by which an event comes late. */
export const MARGIN = 10 * 60_000;

/** An installation whose repositories are to be looked through. */
export interface Reconciliation {
  /** What was touched after it is looked at. */
  readonly since: Date;
  /** Names the demand. */
  readonly wantedAt: Date;
  /** Repositories up to this id are done; null: their list has to be read first. */
  readonly afterRepository: number | null;
}

/** Demands one. A later demand, or one that goes further back, begins anew, as far back as both; the same one changes nothing. */
export async function wantReconciliation(
  tx: Queryable,
  wanted: { readonly installationId: number; readonly since: Date; readonly wantedAt: Date },
): Promise<void> {
  await tx.query(
    `insert into reconciliations as known (installation_id, since, wanted_at) values ($1, $2, $3)
     on conflict (installation_id) do update
       set since = least(known.since, excluded.since), after_repository = null,
           -- Another name than before, so that a job under way notices.
           wanted_at = greatest(excluded.wanted_at, known.wanted_at + interval '1 millisecond')
       where known.wanted_at < excluded.wanted_at or excluded.since < known.since`,
    [wanted.installationId, wanted.since, wanted.wantedAt],
  );
}

export async function loadReconciliation(
  database: Queryable,
  installationId: number,
): Promise<Reconciliation | undefined> {
  const [row] = await database.query<Reconciliation>(
    `select since, wanted_at as "wantedAt", after_repository as "afterRepository"
     from reconciliations where installation_id = $1`,
    [installationId],
  );
  return row;
}

interface Demand {
  readonly installationId: number;
  readonly wantedAt: Date;
}

/** False: another demand has taken its place. */
export async function markReconciled(
  tx: Queryable,
  { installationId, wantedAt, afterRepository }: Demand & { readonly afterRepository: number },
): Promise<boolean> {
  const rows = await tx.query(
    `update reconciliations set after_repository = $3 where installation_id = $1 and wanted_at = $2 returning since`,
    [installationId, wantedAt, afterRepository],
  );
  return rows.length > 0;
}

export async function endReconciliation(tx: Queryable, { installationId, wantedAt }: Demand): Promise<void> {
  await tx.query('delete from reconciliations where installation_id = $1 and wanted_at = $2', [
    installationId,
    wantedAt,
  ]);
}

/** Those that are kept as being there, and were kept before `toldBefore`. */
export async function knownInstallations(database: Queryable, toldBefore: Date): Promise<number[]> {
  const rows = await database.query<{ id: number }>(
    'select id from installations where deleted_at is null and updated_at < $1 order by id',
    [toldBefore],
  );
  return rows.map(({ id }) => id);
}

export async function isActive(database: Queryable, installationId: number): Promise<boolean> {
  const rows = await database.query(
    'select from installations where id = $1 and deleted_at is null and suspended_at is null',
    [installationId],
  );
  return rows.length > 0;
}

/** `since`, or when the first of those open pull requests was touched whose head's last review was cancelled. */
export async function sinceCancelled(
  database: Queryable,
  { installationId, since }: { readonly installationId: number; readonly since: Date },
): Promise<Date> {
  const [row] = await database.query<{ since: Date }>(
    `select least($2::timestamptz, min(pulls.updated_at)) as since
     from pull_requests as pulls join repositories on repositories.id = pulls.repository_id
     where installation_id = $1 and pulls.state = 'open' and 'cancelled' = (
       select reviews.state from reviews
       where repository_id = pulls.repository_id and pull_number = pulls.number and head_sha = pulls.head_sha
       order by seq desc limit 1
     )`,
    [installationId, since],
  );
  return row?.since ?? since;
}

export interface ListedPush {
  /** The repository's. */
  readonly id: number;
  /** Null: there is nothing to be looked at. */
  readonly pushedAt: string | null;
}

/** Keeps when repositories were pushed to, as GitHub's list tells it. */
export async function keepPushes(tx: Queryable, pushes: readonly ListedPush[]): Promise<void> {
  const rows = pushes.map(({ id, pushedAt }) => ({ id, pushed_at: pushedAt }));
  await tx.query(
    `with given as (select id, pushed_at from jsonb_to_recordset($1::jsonb) as given (id bigint, pushed_at timestamptz)),
          -- In one order, so that two statements never wait for each other.
          locked as (select id from repositories where id in (select id from given) order by id for no key update)
     update repositories set pushed_at = given.pushed_at
     from given join locked using (id) where repositories.id = given.id`,
    [JSON.stringify(rows)],
  );
}

export interface KnownRepository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  /** Null: GitHub has not told it yet. */
  readonly defaultBranch: string | null;
  /** Something was pushed since the default branch's tip was asked for, or that was never; or what was reviewed there was cancelled. */
  readonly tipIsDue: boolean;
  /** Something was pushed since then, as a queue does, or merge groups were seen there before. */
  readonly mayHaveMergeGroups: boolean;
}

/** Those that the installation reaches, in the order of their ids. */
export async function repositoriesAfter(
  database: Queryable,
  wanted: { readonly installationId: number; readonly since: Date; readonly after: number; readonly most: number },
): Promise<KnownRepository[]> {
  return database.query<KnownRepository>(
    `select id, owner, name, default_branch as "defaultBranch",
            pushed_at is not null
              and (pushed_at > tip_read_at - $5 * interval '1 ms' or ${TIP_WAS_CANCELLED}) as "tipIsDue",
            pushed_at is not null
              and (pushed_at >= $3 or exists (select from reviews where repository_id = repositories.id and kind = 'merge-group'))
              as "mayHaveMergeGroups"
     from repositories
     where installation_id = $1 and removed_at is null and id > $2 order by id limit $4`,
    [wanted.installationId, wanted.after, wanted.since, wanted.most, MARGIN],
  );
}

/** Of a row of `repositories`. */
const TIP_WAS_CANCELLED = `coalesce('cancelled' = (
  select state from reviews
  where repository_id = repositories.id and kind = 'repository' and head_sha = default_branch_tip
  order by seq desc limit 1
), false)`;

export interface KnownTip {
  /** Null: there was none, or it was never read. */
  readonly sha: string | null;
  readonly wasRead: boolean;
  /** Its last review. */
  readonly wasCancelled: boolean;
}

/** What is kept of the default branch's tip. */
export async function knownTip(database: Queryable, repositoryId: number): Promise<KnownTip> {
  const [row] = await database.query<KnownTip>(
    `select default_branch_tip as sha, isfinite(tip_read_at) as "wasRead", ${TIP_WAS_CANCELLED} as "wasCancelled"
     from repositories where id = $1`,
    [repositoryId],
  );
  return row ?? { sha: null, wasRead: false, wasCancelled: false };
}

/** Keeps that the default branch was not there yet when it was asked for the first time. */
export async function keepAbsence(
  database: Queryable,
  given: { readonly repositoryId: number; readonly branch: string; readonly askedAt: string },
): Promise<void> {
  await database.query(
    `update repositories set tip_read_at = $3 where id = $1 and default_branch = $2 and not isfinite(tip_read_at)`,
    [given.repositoryId, given.branch, given.askedAt],
  );
}

/** Those of `heads` that no review of a merge group has looked at, or will. */
export async function headsWithoutReview(
  database: Queryable,
  { repositoryId, heads }: { readonly repositoryId: number; readonly heads: readonly string[] },
): Promise<ReadonlySet<string>> {
  if (heads.length === 0) return new Set();
  const rows = await database.query<{ head: string }>(
    `select head from unnest($2::text[]) as head
     where coalesce((
       select state from reviews where repository_id = $1 and head_sha = head and kind = 'merge-group'
       order by seq desc limit 1
     ) not in ('queued', 'running', 'completed'), true)`,
    [repositoryId, heads],
  );
  return new Set(rows.map(({ head }) => head));
}

/** Those kept as being within reach that GitHub did not list. */
export async function unlistedRepositories(
  database: Queryable,
  { installationId, listed }: { readonly installationId: number; readonly listed: readonly number[] },
): Promise<number[]> {
  const rows = await database.query<{ id: number }>(
    `select id from repositories
     where installation_id = $1 and removed_at is null and not (id = any($2::bigint[])) order by id`,
    [installationId, listed],
  );
  return rows.map(({ id }) => id);
}

export interface KnownPull {
  readonly state: 'open' | 'closed';
  readonly draft: boolean;
  readonly labels: readonly string[];
}

export async function knownPull(
  database: Queryable,
  { repositoryId, number }: { readonly repositoryId: number; readonly number: number },
): Promise<KnownPull | undefined> {
  const [row] = await database.query<KnownPull>(
    'select state, draft, labels from pull_requests where repository_id = $1 and number = $2',
    [repositoryId, number],
  );
  return row;
}
