import type { Queryable } from '../../database/connect.ts';

/** What was measured of a commit, sealed. The same source has one of these for each pull request, one that was relayed, and one for all else. */
export interface KeptMeasurements extends MeasuredBy {
  /** Keyed hash of the files. */
  readonly digest: Buffer;
  readonly content: Buffer;
}

export interface MeasuredHead {
  readonly repositoryId: number;
  readonly headSha: string;
}

export interface MeasuredBy extends MeasuredHead {
  /** The workflow's file and the job. */
  readonly source: string;
  /** The pull request whose run it was; or {@link OF_NO_PULL}, or {@link RELAYED}. */
  readonly pullNumber: number;
}

/** By a run that was started for that commit itself. */
export const OF_NO_PULL = 0;
/**
 * By a run of the default branch's workflow, of the head of a pull request that it does not tell. They count for the reviews of pull
 * requests with that head alone: behind them may be a stranger's tests.
 */
export const RELAYED = -1;

/** Bytes of sealed measurements kept for one repository: the oldest go first. Ours. */
export const KEPT_BYTES = 256 * 2 ** 20;
/** Jobs that may measure one commit, which is more than GitHub lets a matrix have (256) only where nobody needs it. Ours. */
export const MAX_SOURCES = 300;

/**
 * Whoever keeps measurements of a repository and whoever reads them are put in a row, in the caller's transaction: what a review did
 * not see is seen to have come after it, and what is dropped for being the oldest is not what somebody keeps anew at that moment.
 */
export async function lockMeasurements(
  tx: Queryable,
  { repositoryId }: Pick<MeasuredHead, 'repositoryId'>,
): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`measured:${repositoryId}`]);
}

/** `known`: the same were kept already. `too-many`: no more sources are kept of this head. */
export async function keepMeasurements(
  tx: Queryable,
  { repositoryId, headSha, source, pullNumber, digest, content }: KeptMeasurements,
  now: Date,
): Promise<'kept' | 'known' | 'too-many'> {
  const [head] = await tx.query<{ others: number; known: boolean }>(
    `select count(*) filter (where (source, pull_number) <> ($3, $4)) as others,
            coalesce(bool_or(digest = $5) filter (where (source, pull_number) = ($3, $4)), false) as known
     from measurements where repository_id = $1 and head_sha = $2`,
    [repositoryId, headSha, source, pullNumber, digest],
  );
  if (head?.known) return 'known';
  if (head && head.others >= MAX_SOURCES) return 'too-many';
  await tx.query(
    `insert into measurements (repository_id, head_sha, source, pull_number, digest, content, stored_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (repository_id, head_sha, source, pull_number) do update
       set digest = excluded.digest, content = excluded.content, stored_at = excluded.stored_at`,
    [repositoryId, headSha, source, pullNumber, digest, content, now],
  );
  return 'kept';
}

/** The oldest, beyond what is kept for one repository; never those that were just kept, whatever the clocks of two processes say. */
export async function dropOldest(
  tx: Queryable,
  { repositoryId, headSha, source, pullNumber }: MeasuredBy,
): Promise<void> {
  await tx.query(
    `delete from measurements where (repository_id, head_sha, source, pull_number) in (
       select repository_id, head_sha, source, pull_number from (
         select repository_id, head_sha, source, pull_number,
                sum(octet_length(content)) over (
                  order by (head_sha, source, pull_number) = ($3, $4, $5) desc, stored_at desc, head_sha, source, pull_number
                ) as bytes
         from measurements where repository_id = $1
       ) as newest_first where bytes > $2
     )`,
    [repositoryId, KEPT_BYTES, headSha, source, pullNumber],
  );
}

/**
 * What a review of this head takes, by the order of its sources. Of one source: for a pull request what was relayed, for its own run
 * cannot change that; else what its own run measured; else what any other run did. `pullNumber` null: of a review of no pull request.
 */
export function listTaken(
  database: Queryable,
  { repositoryId, headSha, pullNumber }: MeasuredHead & { readonly pullNumber: number | null },
): Promise<MeasuredBy[]> {
  return database.query<MeasuredBy>(
    `select distinct on (source) repository_id as "repositoryId", head_sha as "headSha", source,
            pull_number as "pullNumber"
     from measurements where repository_id = $1 and head_sha = $2 and pull_number = any($3::int[])
     order by source, array_position($3::int[], pull_number)`,
    [repositoryId, headSha, pullNumber === null ? [OF_NO_PULL] : [RELAYED, pullNumber, OF_NO_PULL]],
  );
}

/** Undefined where they are gone. */
export async function loadContent(
  database: Queryable,
  { repositoryId, headSha, source, pullNumber }: MeasuredBy,
): Promise<Buffer | undefined> {
  const [row] = await database.query<{ content: Buffer }>(
    'select content from measurements where repository_id = $1 and head_sha = $2 and source = $3 and pull_number = $4',
    [repositoryId, headSha, source, pullNumber],
  );
  return row?.content;
}
