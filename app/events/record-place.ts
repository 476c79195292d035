import type { Queryable } from '../../database/connect.ts';
import { upsertAccount } from '../installations/account-store.ts';
import { ensureInstallation } from '../installations/installation-store.ts';
import { isWithinReach } from '../installations/repository-store.ts';
import { requestReconciliation } from '../upkeep/request-reconciliation.ts';
import type { RepositoryFacts } from './app-event.ts';
import type { DeliveryFacts } from './event-context.ts';
import { takeOnRepositories } from './take-on-repositories.ts';

/**
 * Records where an event of a repository happened: it may be the first that is handled of its installation. Where the repository was
 * taken away, it is back, or the event is late: the job asks.
 *
 * @returns whether the App may work there, as far as is known
 */
export async function recordPlace(
  tx: Queryable,
  place: { readonly installationId: number; readonly repository: RepositoryFacts },
  { receivedAt: at, now }: Pick<DeliveryFacts, 'receivedAt'> & { readonly now: Date },
): Promise<boolean> {
  const { installationId, repository } = place;
  // The owner of a repository is the account that the installation is on.
  if (repository.account) {
    await upsertAccount(tx, repository.account, at);
    await ensureInstallation(tx, { id: installationId, accountId: repository.account.id });
  }
  const goneSince = await takeOnRepositories(tx, [repository], { installationId, at });
  const isThere = await isWithinReach(tx, { repositoryId: repository.id, installationId });
  if (isThere && goneSince) await requestReconciliation(tx, { installationId, since: goneSince, wantedAt: now });
  return isThere;
}
