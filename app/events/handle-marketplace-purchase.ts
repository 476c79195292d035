import type { EventOf } from './app-event.ts';
import type { EventHandler } from './event-context.ts';

/** Kept for billing to read: nothing is granted or taken away by it. It holds no address of a person. */
export const handleMarketplacePurchase: EventHandler<EventOf<'marketplace-purchase'>> = (_, event, delivery) =>
  Promise.resolve(async (tx) => {
    const { action, account, plan, billingCycle, unitCount, onFreeTrial, effectiveAt } = event;
    await tx.query(
      `insert into marketplace_purchases
         (delivery_id, account_id, login, action, plan_id, plan_name, billing_cycle, unit_count, on_free_trial, effective_at, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (delivery_id) do nothing`,
      [
        delivery.id,
        account.id,
        account.login,
        action,
        plan.id,
        plan.name,
        billingCycle,
        unitCount,
        onFreeTrial,
        effectiveAt,
        delivery.receivedAt,
      ],
    );
  });
