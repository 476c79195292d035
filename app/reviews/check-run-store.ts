import type { Queryable } from '../../database/connect.ts';
import type { ReviewRow } from './review-row.ts';

interface CheckAddress {
  readonly reviewId: string;
  readonly name: string;
}

/** A check that a review has, or is about to have. `githubId`: where it is known; a commit status has none. */
export async function recordCheckRun(
  database: Queryable,
  { reviewId, name, githubId }: CheckAddress & { readonly githubId?: number | undefined },
): Promise<void> {
  await database.query(
    `insert into check_runs (review_id, name, github_id) values ($1, $2, $3)
     on conflict (review_id, name) do update set github_id = coalesce(excluded.github_id, check_runs.github_id)`,
    [reviewId, name, githubId ?? null],
  );
}

/** Whether it is known on GitHub as a check run. */
export async function wasMade(database: Queryable, { reviewId, name }: CheckAddress): Promise<boolean> {
  const rows = await database.query(
    'select from check_runs where review_id = $1 and name = $2 and github_id is not null',
    [reviewId, name],
  );
  return rows.length > 0;
}

export async function markCheckCompleted(
  database: Queryable,
  { reviewId, name, now }: CheckAddress & { readonly now: Date },
): Promise<void> {
  await database.query(
    `insert into check_runs (review_id, name, completed_at) values ($1, $2, $3)
     on conflict (review_id, name) do update set completed_at = excluded.completed_at`,
    [reviewId, name, now],
  );
}

export interface RecordedCheck {
  readonly name: string;
  readonly completedAt: Date | null;
}

/** The checks that a review was announced or begun with, and those it ended. */
export function listChecks(database: Queryable, reviewId: string): Promise<readonly RecordedCheck[]> {
  return database.query<RecordedCheck>(
    'select name, completed_at as "completedAt" from check_runs where review_id = $1 order by name',
    [reviewId],
  );
}

/** Names of the checks that any review of the commit has, or is about to have. */
export async function listChecksAt(
  database: Queryable,
  { repositoryId, headSha }: Pick<ReviewRow, 'repositoryId' | 'headSha'>,
): Promise<readonly string[]> {
  const rows = await database.query<{ name: string }>(
    `select distinct name from check_runs join reviews on reviews.id = review_id
     where repository_id = $1 and head_sha = $2 order by name`,
    [repositoryId, headSha],
  );
  return rows.map(({ name }) => name);
}
