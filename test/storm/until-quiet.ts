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

/** Milliseconds. */
const LOOK_EVERY = 500;
/** Milliseconds; the service itself asks for failed deliveries every five minutes. */
const REDELIVER_EVERY = 5000;

/** Settles when every event has come, all is done, and nothing waits. What is left to do where that takes too long. */
export async function untilQuiet({ github, database, within, hurry }: QuietOptions): Promise<string[]> {
  let asked = 0;
  for (const end = Date.now() + within; ; await new Promise((done) => setTimeout(done, LOOK_EVERY))) {
    await github.webhooks.settled();
    const missing = missingDeliveries(github.webhooks.deliveries).length;
    const left = { missing, ...(await whatIsLeft(database)) };
    if (Object.values(left).every((count) => count === 0)) return [];
    if (Date.now() > end) return [`it does not come to rest: ${JSON.stringify(left)}`];
    if (hurry) await letTimePass(database);
    if (missing === 0 || Date.now() - asked < REDELIVER_EVERY) continue;
    await enqueue(database, { task: 'redeliver', payload: {}, key: 'storm:redeliver', queue: 'cron:redeliver' });
    asked = Date.now();
  }
}

async function letTimePass(database: Database): Promise<void> {
  await database.query(PASS_TIME);
  await enqueue(database, { task: 'reap', payload: {}, key: 'storm:reap', queue: 'cron:reap' });
}

/** Again after ten seconds for one whose worker was killed while it asked. */
const PASS_TIME = `
update failed_deliveries set ask_after = now()
where asked = 0 or (asked = 1 and ask_after < now() + interval '290 s')`;

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
