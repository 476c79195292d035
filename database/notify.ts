import type pg from 'pg';
import type { Database, Queryable } from './connect.ts';
import { silentLog, type Log } from './log.ts';
import { sleep } from './sleep.ts';

/** PostgreSQL's limit for a notification, in bytes (https://www.postgresql.org/docs/18/sql-notify.html). */
const LONGEST_PAYLOAD = 7999;

/**
 * Tells all who listen to a channel, when the caller's transaction is committed. Nobody else ever hears of it: what has to be
 * known later is in a table.
 */
export async function notify(client: Queryable, channel: string, payload: string): Promise<void> {
  if (Buffer.byteLength(payload) > LONGEST_PAYLOAD) {
    throw new RangeError(`a notification of ${Buffer.byteLength(payload)} bytes is too long`);
  }
  await client.query('select pg_notify($1, $2)', [channel, payload]);
}

export interface ListenOptions {
  /**
   * Called whenever listening begins, also after the connection was lost: what was said in between was missed, so look at the tables.
   */
  readonly onListening?: () => void;
  readonly log?: Log;
}

export interface Listener {
  /** Settles when it listens for the first time. Never rejects. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds before the first and the longest pause before a lost connection is made anew. */
const RECONNECT_PAUSE = { first: 100, longest: 5000 };
/** Milliseconds between two tries whether the connection still carries anything. */
const PROBE_INTERVAL = 30_000;

/** Hears what is told on a channel, on a connection of its own, until it is closed. What the handler throws is logged. */
export function listen(
  database: Database,
  channel: string,
  handler: (payload: string) => void,
  { onListening = () => {}, log = silentLog }: ListenOptions = {},
): Listener {
  const closing = new AbortController();
  let becomeReady = () => {};
  const ready = new Promise<void>((done) => (becomeReady = done));

  async function keepListening(): Promise<void> {
    let pause = RECONNECT_PAUSE.first;
    while (!closing.signal.aborted) {
      const client = database.newClient();
      try {
        const { lost } = await startListening(client, channel, (payload) => carefully(() => handler(payload)));
        pause = RECONNECT_PAUSE.first;
        becomeReady();
        carefully(onListening);
        await untilLost(client, lost, closing.signal);
      } catch (error) {
        log.warn({ err: error, channel }, 'not listening to the database; connecting anew');
      } finally {
        await client.end().catch(() => undefined);
      }
      if (!closing.signal.aborted) await sleep(pause, closing.signal);
      pause = Math.min(pause * 2, RECONNECT_PAUSE.longest);
    }
  }

  function carefully(work: () => void): void {
    try {
      work();
    } catch (error) {
      log.error({ err: error, channel }, 'what was heard on a channel could not be handled');
    }
  }

  const kept = keepListening();
  return {
    ready,
    async close() {
      closing.abort();
      becomeReady();
      await kept;
    },
  };
}

/** What it answers rejects when the connection is lost. */
async function startListening(
  client: pg.Client,
  channel: string,
  handle: (payload: string) => void,
): Promise<{ readonly lost: Promise<never> }> {
  const lost = new Promise<never>((_, fail) => {
    client.on('error', fail);
    client.on('end', () => fail(new Error('the connection was ended')));
  });
  lost.catch(() => undefined);
  client.on('notification', (message) => {
    if (message.channel === channel) handle(message.payload ?? '');
  });
  await client.connect();
  await client.query(`listen ${client.escapeIdentifier(channel)}`);
  return { lost };
}

/** A connection that was cut in the middle ends only when something is sent over it. */
async function untilLost(client: pg.Client, lost: Promise<never>, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    await Promise.race([sleep(PROBE_INTERVAL, closing), lost]);
    if (!closing.aborted) await client.query('select 1');
  }
}
