import type { WebhookSender } from '../support/github/webhooks/sender.ts';
import type { Random } from './random.ts';

/** Of all events: so many arrive twice at once, twice with seconds between, late, or not at all. */
const TWICE_AT_ONCE = 0.25;
const AGAIN_LATER = 0.25;
const LATE = 0.2;
const LOST = 0.02;
/** Milliseconds. */
const LONGEST_DELAY = 3000;
const LONGEST_UNTIL_AGAIN = 8000;
const LOOK_EVERY = 100;

/** Has events come twice, out of order or not at all, until it is called off. */
export function disturbDeliveries(webhooks: WebhookSender, random: Random): () => Promise<void> {
  webhooks.disturb = () => {
    if (random.chance(LOST)) return { drop: true };
    return {
      copies: random.chance(TWICE_AT_ONCE) ? 2 : 1,
      ...(random.chance(LATE) && { delayMs: random.below(LONGEST_DELAY) }),
    };
  };
  const waiting = new Set<Promise<void>>();
  let seen = webhooks.deliveries.length;
  const timer = setInterval(() => {
    const fresh = webhooks.deliveries.slice(seen);
    seen = webhooks.deliveries.length;
    for (const delivery of fresh.filter(({ redelivery }) => !redelivery)) {
      if (!random.chance(AGAIN_LATER)) continue;
      const again = new Promise<void>((done) => setTimeout(done, random.below(LONGEST_UNTIL_AGAIN))).then(() => {
        webhooks.redeliver(delivery);
        waiting.delete(again);
      });
      waiting.add(again);
    }
  }, LOOK_EVERY);
  return async () => {
    clearInterval(timer);
    webhooks.disturb = undefined;
    await Promise.all(waiting);
  };
}
