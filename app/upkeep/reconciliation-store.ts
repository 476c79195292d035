import type { Queryable } from '../../database/connect.ts';

/** An installation whose pull requests are to be looked through. */
export interface Reconciliation {
  /** What was touched after it is looked at. */
  readonly since: Date;
  /** Names the demand. */
  readonly wantedAt: Date;
  /** Repositories up to this id are done; null: their list has to be read first. */
  readonly afterRepository: number | null;
}

/** Demands one. A later demand begins anew, as far back as the earlier one; the same one changes nothing. */
export async function wantReconciliation(
  tx: Queryable,
  wanted: { readonly installationId: number; readonly since: Date; readonly wantedAt: Date },
): Promise<void> {
  await tx.query(
    `insert into reconciliations as known (installation_id, since, wanted_at) values ($1, $2, $3)
     on conflict (installation_id) do update
       set since = least(known.since, excluded.since), wanted_at = excluded.wanted_at, after_repository = null
       where known.wanted_at < excluded.wanted_at`,
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

export interface KnownRepository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

/** Those that the installation reaches, in the order of their ids. */
export async function repositoriesAfter(
  database: Queryable,
  { installationId, after, most }: { readonly installationId: number; readonly after: number; readonly most: number },
): Promise<KnownRepository[]> {
  return database.query<KnownRepository>(
    `select id, owner, name from repositories
     where installation_id = $1 and removed_at is null and id > $2 order by id limit $3`,
    [installationId, after, most],
  );
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
