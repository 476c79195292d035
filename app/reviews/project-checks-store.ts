import type { Queryable } from '../../database/connect.ts';
import type { ReviewRow } from './review-row.ts';
import type { ReviewPlace } from './review-store.ts';

/**
 * Names of the checks of projects, as the last review that could read the configuration found them: one with the same base, if
 * there is one. A default branch is a base of its own.
 */
export async function lastProjectChecks(
  database: Queryable,
  { review, place }: { readonly review: ReviewRow; readonly place: ReviewPlace },
): Promise<readonly string[]> {
  const [row] = await database.query<{ names: string[] }>(
    `select project_checks as names from reviews
     where repository_id = $1 and project_checks is not null
     order by coalesce(base_ref, $3) is not distinct from $2 desc, seq desc limit 1`,
    [review.repositoryId, review.baseRef ?? place.defaultBranch, place.defaultBranch],
  );
  return row?.names ?? [];
}
