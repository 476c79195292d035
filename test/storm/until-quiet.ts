import { enqueue } from '../../database/queue.ts';
import type { Database } from '../../database/connect.ts';
import type { GitHubDouble } from '../support/github/github-double.ts';
import type { Delivery } from '../support/github/webhooks/sender.ts';

export interface QuietOptions {
  readonly github: GitHubDouble;
  readonly database: Database;
  /** Milliseconds. */
  readonly within: number;
  readonly hurry: boolean;
}

const LOOK_EVERY = 500;

/** Settles when every event has come, all is done, and nothing waits. What is left to do where that takes too long. */
export async function untilQuiet({ github, database, within, hurry }: QuietOptions): Promise<string[]> {
  for (const end = Date.now() + within; ; await new Promise((done) => setTimeout(done, LOOK_EVERY))) {
    await github.webhooks.settled();
    const missing = missingDeliveries(github.webhooks.deliveries);
    const left = { missing: missing.length, ...(await whatIsLeft(database)) };
    if (Object.values(left).every((count) => count === 0)) return [];
    if (Date.now() > end) return [`it does not come to rest: ${JSON.stringify(left)}`];
    if (missing.length > 0) for (const delivery of missing) github.webhooks.redeliver(delivery);
    if (hurry) await enqueue(database, { task: 'reap', payload: {}, key: 'storm:reap' });
  }
}

/** The last attempt at each event that never got through. */
export function missingDeliveries(deliveries: readonly Delivery[]): Delivery[] {
  const last = new Map<string, Delivery>();
  const received = new Set<string>();
  for (const delivery of deliveries) {
    last.set(delivery.guid, delivery);
    if (delivery.statusCode >= 200 && delivery.statusCode < 300) received.add(delivery.guid);
  }
  return [...last.values()].filter(({ guid }) => !received.has(guid));
}

async function whatIsLeft(database: Database): Promise<Record<string, number>> {
  const [left] = await database.query<Record<string, number>>(LEFT);
  return left ?? {};
}

/** Jobs of the clock come and go; one that failed for good is not waited for, but found later. */
const LEFT = `
select
  (select count(*)::int from graphile_worker.jobs
   where coalesce(key, '') not like 'cron:%' and coalesce(key, '') not like 'storm:%' and attempts < max_attempts) as jobs,
  (select count(*)::int from reviews where published_at is null) as reviews,
  (select count(*)::int from deliveries where state = 'received') as deliveries`;
