import type { Queryable } from '../../database/connect.ts';
import { removedSince, upsertRepositories } from '../installations/repository-store.ts';
import { moveReviews } from '../reviews/move-reviews.ts';

/**
 * Records what an installation reaches now, with the reviews that are under way there. Since when the first of it was out of reach;
 * undefined: none was, as far as is known.
 */
export async function takeOnRepositories(
  tx: Queryable,
  repositories: Parameters<typeof upsertRepositories>[1],
  told: { readonly installationId: number; readonly at: Date },
): Promise<Date | undefined> {
  const ids = repositories.map(({ id }) => id);
  const goneSince = await removedSince(tx, ids);
  await upsertRepositories(tx, repositories, told);
  await moveReviews(tx, ids);
  return goneSince;
}
