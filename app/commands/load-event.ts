import type { Queryable } from '../../database/connect.ts';
import { appEventSchema, type AppEvent, type EventOf } from '../events/app-event.ts';
import { loadDelivery } from '../events/delivery-store.ts';
import type { DeliveryFacts } from '../events/event-context.ts';

/** The event that a job is about, from its delivery; undefined where that is gone, or is another one. */
export async function loadEvent<Type extends AppEvent['type']>(
  database: Queryable,
  { deliveryId, type }: { readonly deliveryId: string; readonly type: Type },
): Promise<{ readonly event: EventOf<Type>; readonly delivery: DeliveryFacts } | undefined> {
  const delivery = await loadDelivery(database, deliveryId);
  const read = appEventSchema.safeParse(delivery?.body);
  if (!delivery || !read.success || !isOf(read.data, type)) return undefined;
  return { event: read.data, delivery };
}

function isOf<Type extends AppEvent['type']>(event: AppEvent, type: Type): event is EventOf<Type> {
  return event.type === type;
}
