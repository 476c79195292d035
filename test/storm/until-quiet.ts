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
    const left = await whatIsLeft(database, github.webhooks.deliveries);
    if (Object.values(left).every((count) => count === 0)) return [];
    if (Date.now() > end) return [`it does not come to rest: ${JSON.stringify(left)}`];
    if (hurry) await letTimePass(database);
    if (left.missing === 0 || Date.now() - asked < REDELIVER_EVERY) continue;
    await enqueue(database, { task: 'redeliver', payload: {}, key: 'storm:redeliver', queue: 'cron:redeliver' });
    asked = Date.now();
  }
}

async function letTimePass(database: Database): Promise<void> {
  await database.query(PASS_TIME);
  await enqueue(database, { task: 'reap', payload: {}, key: 'storm:reap', queue: 'cron:reap' });
}

/** Ten seconds for five minutes, and so on: whoever asks may be killed before GitHub hears of it, more than once. */
const PASS_TIME = `
update failed_deliveries set ask_after = now()
where ask_after < now() + (array[0, 300, 900, 3600, 14400, 43200])[asked + 1] * interval '1 s' - interval '10 s' or asked = 0`;

interface Left {
  /** Events that the service has not recorded: what it has, though its answer was lost, it need not ask for. */
  readonly missing: number;
  readonly jobs: number;
  readonly reviews: number;
  readonly deliveries: number;
}

async function whatIsLeft(database: Database, sent: readonly Delivery[]): Promise<Left> {
  const [left] = await database.query<Left>(LEFT, [[...new Set(sent.map(({ guid }) => guid))]]);
  if (!left) throw new Error('no answer to what is left');
  return left;
}

/** Jobs of the clock come and go; one that failed for good is not waited for, but found later. */
const LEFT = `
select
  (select count(*)::int from unnest($1::text[]) as sent (guid)
   where not exists (select from deliveries where deliveries.id = sent.guid)) as missing,
  (select count(*)::int from graphile_worker.jobs
   where coalesce(key, '') not like 'cron:%' and coalesce(key, '') not like 'storm:%'
     and (attempts < max_attempts or locked_at is not null)) as jobs,
  (select count(*)::int from reviews where published_at is null) as reviews,
  (select count(*)::int from deliveries where state = 'received') as deliveries`;
