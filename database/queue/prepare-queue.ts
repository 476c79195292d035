import { runMigrations } from 'graphile-worker';
import type { Database } from '../connect.ts';
import { silentLog, type Log } from '../log.ts';
import { graphileLogger } from './graphile-logger.ts';

/** Makes or updates the queue's tables, in the schema `graphile_worker`, and the table of workers. Processes may do so at once. */
export async function prepareQueue(
  database: Database,
  { log = silentLog }: { readonly log?: Log } = {},
): Promise<void> {
  const client = database.newClient();
  await client.connect();
  try {
    await client.query('set lock_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [PREPARE_LOCK]);
    await runMigrations({ pgPool: database.pool, logger: graphileLogger(log) });
    await client.query(WORKERS_TABLE);
  } finally {
    await client.end();
  }
}

/** A number that nobody else in the database uses. */
const PREPARE_LOCK = 0x77_6f_72_6b_65_72;

const WORKERS_TABLE = `
create table if not exists plumbline_workers (
  worker_id text primary key,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  host text not null,
  pid integer not null
)`;
