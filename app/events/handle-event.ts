import { appEventSchema, type AppEvent } from './app-event.ts';
import { loadDelivery, markHandled } from './delivery-store.ts';
import type { DeliveryFacts, Effects, EventContext } from './event-context.ts';
import { handleAccountRenamed } from './handle-account-renamed.ts';
import { handleCheck } from './handle-check.ts';
import { handleCommand } from './handle-command.ts';
import { handleInstallation } from './handle-installation.ts';
import { handleInstallationRepositories } from './handle-installation-repositories.ts';
import { handleMarketplacePurchase } from './handle-marketplace-purchase.ts';
import { handleMergeGroup } from './handle-merge-group.ts';
import { handlePullRequest } from './handle-pull-request.ts';
import { handlePush } from './handle-push.ts';
import { handleRepository } from './handle-repository.ts';

/**
 * The job `handle-event`. All that follows from a delivery is one transaction with marking it handled, so it happens once,
 * however often and wherever the job runs.
 *
 * Events come out of order, and payloads tell of the past. What they tell of accounts, installations and repositories is
 * ordered by when we received it. Of pull requests and branches they only say *look again*: the present state is asked
 * of GitHub, and acted on.
 */
export async function handleEvent(
  context: EventContext,
  { deliveryId }: { readonly deliveryId: string },
): Promise<void> {
  const { database, clock, log } = context;
  // 1. Read what was recorded.
  const delivery = await loadDelivery(database, deliveryId);
  if (delivery?.state !== 'received') return;
  const read = appEventSchema.safeParse(delivery.body);
  if (!read.success) {
    log.error({ correlationId: deliveryId }, 'a recorded event cannot be read');
    await markHandled(database, { id: deliveryId, state: 'unreadable', now: clock() });
    return;
  }
  // 2. Ask what has to be asked, and decide.
  const effects = await effectsOf(context, read.data, delivery);
  // 3. Act, once.
  const isFirst = await database.transaction(async (tx) => {
    const now = clock();
    if (!(await markHandled(tx, { id: deliveryId, state: 'handled', now }))) return false;
    await effects(tx, now);
    return true;
  });
  // 4. Record.
  const { type } = read.data;
  if (isFirst) log.info({ correlationId: deliveryId, type, ...addressOf(read.data) }, 'event handled');
}

function effectsOf(context: EventContext, event: AppEvent, delivery: DeliveryFacts): Promise<Effects> {
  switch (event.type) {
    case 'pull-request':
      return handlePullRequest(context, event, delivery);
    case 'check-run':
    case 'check-suite':
      return handleCheck(context, event, delivery);
    case 'push':
      return handlePush(context, event, delivery);
    case 'merge-group':
      return handleMergeGroup(context, event, delivery);
    case 'command':
      return handleCommand(context, event, delivery);
    case 'installation':
      return handleInstallation(context, event, delivery);
    case 'installation-repositories':
      return handleInstallationRepositories(context, event, delivery);
    case 'account-renamed':
      return handleAccountRenamed(context, event, delivery);
    case 'repository':
      return handleRepository(context, event, delivery);
    case 'marketplace-purchase':
      return handleMarketplacePurchase(context, event, delivery);
  }
}

function addressOf(event: AppEvent): { readonly installationId?: number; readonly repositoryId?: number } {
  return {
    ...('installationId' in event && { installationId: event.installationId }),
    ...('repository' in event && { repositoryId: event.repository.id }),
  };
}
