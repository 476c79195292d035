import type { Queryable } from '../../database/connect.ts';
import type { RepositoryFacts } from '../events/app-event.ts';

/**
 * Keeps what was told of repositories last: that the installation reaches them, and what they are called.
 *
 * @param told.at when: GitHub tells of a repository only while the installation reaches it, so being told of one takes back
 * an earlier removal, and not a later one. Where the App was removed, what is told is late: GitHub's events come in any order
 */
export async function upsertRepositories(
  tx: Queryable,
  repositories: readonly RepositoryFacts[],
  told: { readonly installationId: number; readonly at: Date },
): Promise<void> {
  if (repositories.length === 0) return;
  const rows = repositories.map(({ id, owner, name, private: isPrivate, defaultBranch }) => ({
    id,
    owner,
    name,
    private: isPrivate,
    default_branch: defaultBranch,
  }));
  await tx.query(
    `insert into repositories as known (id, installation_id, owner, name, default_branch, private, removed_at, updated_at)
     select distinct on (id) id, $2, owner, name, default_branch, private,
       (select deleted_at from installations where installations.id = $2), $3
     from jsonb_to_recordset($1::jsonb)
       as given (id bigint, owner text, name text, default_branch text, private boolean)
     -- In one order, so that two statements never wait for each other.
     order by id
     on conflict (id) do update
       set installation_id = excluded.installation_id, owner = excluded.owner, name = excluded.name,
           default_branch = coalesce(excluded.default_branch, known.default_branch), private = excluded.private,
           removed_at = excluded.removed_at, updated_at = excluded.updated_at
       where known.updated_at <= excluded.updated_at`,
    [JSON.stringify(rows), told.installationId, told.at],
  );
}

export interface BranchTip {
  readonly branch: string;
  readonly sha: string;
  /** When GitHub was asked, by `readingInstant`. */
  readonly readAt: string;
}

/**
 * Keeps where GitHub says that the default branch is, unless what is kept is the answer to a later question.
 *
 * @returns the commit that is kept; undefined where the repository has another default branch by now
 */
export async function keepTip(
  tx: Queryable,
  { branch, sha, readAt }: BranchTip,
  { repositoryId }: { readonly repositoryId: number },
): Promise<string | undefined> {
  const [row] = await tx.query<{ sha: string }>(
    `update repositories
     set default_branch_tip = case when tip_read_at <= $4 then $3 else default_branch_tip end,
         tip_read_at = greatest(tip_read_at, $4)
     where id = $1 and default_branch = $2
     returning default_branch_tip as sha`,
    [repositoryId, branch, sha, readAt],
  );
  return row?.sha;
}

/**
 * Those of `ids` that this installation does not reach any more. The ids that were removed by it.
 *
 * @param told.since since when they may have been out of reach (`told.at`): when they are back, they are looked through for it
 */
export async function removeRepositories(
  tx: Queryable,
  ids: readonly number[],
  told: { readonly installationId: number; readonly at: Date; readonly since?: Date },
): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `update repositories set removed_at = $4, updated_at = $3
     where id = any($1::bigint[]) and installation_id = $2 and updated_at <= $3
     returning id`,
    [ids, told.installationId, told.at, told.since ?? told.at],
  );
  return rows.map(({ id }) => id);
}

/** Since when the first of those is gone that are kept as removed; undefined: none is. Until the transaction ends, nobody changes it. */
export async function removedSince(tx: Queryable, ids: readonly number[]): Promise<Date | undefined> {
  const [row] = await tx.query<{ at: Date | null }>(
    // In one order, so that two statements never wait for each other.
    `select min(removed_at) as at
     from (select removed_at from repositories where id = any($1::bigint[]) order by id for update) as locked`,
    [ids],
  );
  return row?.at ?? undefined;
}

/** An installation's repositories all belong to its account. */
export async function renameOwner(
  tx: Queryable,
  { accountId, owner, at }: { readonly accountId: number; readonly owner: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `update repositories set owner = $2, updated_at = $3
     from installations
     where installations.id = repositories.installation_id and installations.account_id = $1
       and repositories.updated_at <= $3 and repositories.removed_at is null`,
    [accountId, owner, at],
  );
}

/** Whether the App may work there: the repository is within reach, of an installation that is neither deleted nor suspended. */
export async function isWithinReach(
  database: Queryable,
  { repositoryId, installationId }: { readonly repositoryId: number; readonly installationId: number },
): Promise<boolean> {
  const rows = await database.query(
    `select from repositories join installations on installations.id = repositories.installation_id
     where repositories.id = $1 and repositories.installation_id = $2
       and repositories.removed_at is null and installations.deleted_at is null and installations.suspended_at is null`,
    [repositoryId, installationId],
  );
  return rows.length > 0;
}

/** Where a repository is, and whose. */
export interface RepositoryPlace {
  readonly installationId: number;
  readonly accountId: number;
  readonly owner: string;
  readonly repo: string;
  /** Null: GitHub has not told it yet. */
  readonly defaultBranch: string | null;
}

/** Undefined where it is not known, or out of reach. */
export async function loadRepositoryPlace(database: Queryable, id: number): Promise<RepositoryPlace | undefined> {
  const [row] = await database.query<RepositoryPlace>(
    `select repositories.installation_id as "installationId", account_id as "accountId", owner, name as repo,
            default_branch as "defaultBranch"
     from repositories join installations on installations.id = repositories.installation_id
     where repositories.id = $1 and removed_at is null and deleted_at is null and suspended_at is null`,
    [id],
  );
  return row;
}
