import type { Queryable } from '../../database/connect.ts';
import { upsertAccount } from '../installations/account-store.ts';
import { ensureInstallation } from '../installations/installation-store.ts';
import { isWithinReach, upsertRepositories } from '../installations/repository-store.ts';
import { moveReviews } from '../reviews/move-reviews.ts';
import type { RepositoryFacts } from './app-event.ts';
import type { DeliveryFacts } from './event-context.ts';

/**
 * Records where an event of a repository happened: it may be the first that is handled of its installation.
 *
 * @returns whether the App may work there, as far as is known
 */
export async function recordPlace(
  tx: Queryable,
  place: { readonly installationId: number; readonly repository: RepositoryFacts },
  { receivedAt: at }: DeliveryFacts,
): Promise<boolean> {
  const { installationId, repository } = place;
  // The owner of a repository is the account that the installation is on.
  if (repository.account) {
    await upsertAccount(tx, repository.account, at);
    await ensureInstallation(tx, { id: installationId, accountId: repository.account.id });
  }
  await upsertRepositories(tx, [repository], { installationId, at });
  await moveReviews(tx, [repository.id]);
  return isWithinReach(tx, { repositoryId: repository.id, installationId });
}
