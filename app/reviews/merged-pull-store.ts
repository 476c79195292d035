import type { Queryable } from '../../database/connect.ts';

/** The pull request that a merge group merges: its review has no number of its own, since it is none of the pull request's. */
export async function recordMergedPull(
  tx: Queryable,
  { id, pullNumber }: { readonly id: string; readonly pullNumber: number | undefined },
): Promise<void> {
  if (pullNumber === undefined) return;
  await tx.query('update reviews set merges_pull_number = $2 where id = $1', [id, pullNumber]);
}

/** Undefined where it is not known. A review that is asked for again is of the same head. */
export async function findMergedPull(
  database: Queryable,
  { repositoryId, headSha }: { readonly repositoryId: number; readonly headSha: string },
): Promise<number | undefined> {
  const [row] = await database.query<{ number: number }>(
    `select merges_pull_number as number from reviews
     where repository_id = $1 and head_sha = $2 and kind = 'merge-group' and merges_pull_number is not null limit 1`,
    [repositoryId, headSha],
  );
  return row?.number;
}
