import type { Queryable } from '../../database/connect.ts';
import { cancelRunning } from './cancel-channel.ts';

/**
 * Hands the reviews of repositories whose end GitHub does not show to the installation that reaches them now, in the caller's
 * transaction: they were transferred. What is under way is cut off, and begins anew there.
 */
export async function moveReviews(tx: Queryable, repositoryIds: readonly number[]): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    `update reviews set installation_id = repositories.installation_id
     from repositories
     where repositories.id = any($1::bigint[]) and reviews.repository_id = repositories.id and published_at is null
       and reviews.installation_id <> repositories.installation_id
     returning reviews.id`,
    [repositoryIds],
  );
  for (const { id } of rows) await cancelRunning(tx, id);
}
