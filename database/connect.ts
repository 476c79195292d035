import pg from 'pg';
import { isConflict, isConnectionLost } from './errors.ts';
import { silentLog, type Log } from './log.ts';
import { sleep } from './sleep.ts';
import { valueTypes } from './value-types.ts';

/** What statements can be sent to: the database (a connection of its own for each), or one transaction. */
export interface Queryable {
  /**
   * The rows that a statement answers. Values by {@link valueTypes}; a JSON parameter that is an array has to be a string
   * made by `JSON.stringify`, since arrays are sent as PostgreSQL's arrays.
   */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface Database extends Queryable {
  readonly url: string;
  readonly pool: pg.Pool;
  /**
   * Runs `work` in one transaction: committed when it is through, rolled back when it throws. It is run again, a few times,
   * where PostgreSQL asks for that (serialisation failures, deadlocks): it may do nothing outside the transaction.
   */
  transaction<T>(work: (transaction: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Lends a connection: for what needs one session, such as advisory locks or COPY. It is not used again after an error. */
  withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  /** A connection outside the pool, which the caller ends: for one that is kept, such as one that listens. */
  newClient(): pg.Client;
  /** Waits until statements are answered; throws what went wrong last after so many milliseconds. */
  waitUntilReady(options?: WaitOptions): Promise<void>;
  /** Ends all connections, after what they are doing. */
  close(): Promise<void>;
}

export interface WaitOptions {
  /** Milliseconds (30,000). */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** Told why it is waited on, each time that it is. */
  readonly observe?: (error: unknown) => void;
}

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
}

export interface DatabaseOptions {
  /** Connections at most (10). */
  readonly maxConnections?: number;
  /** What the server shows as the connections' name. */
  readonly applicationName?: string;
  readonly log?: Log;
}

/** Milliseconds a statement may take. What needs longer says so: `set local statement_timeout = 0`. */
const STATEMENT_TIMEOUT = 30_000;
/** Milliseconds a statement waits for others' locks. */
const LOCK_TIMEOUT = 10_000;
/** Milliseconds a transaction may stand still: one that is forgotten holds locks. */
const IDLE_IN_TRANSACTION_TIMEOUT = 60_000;
/** Milliseconds to wait for an answer that even the server's own limit did not bring: the connection is dead. */
const ANSWER_TIMEOUT = STATEMENT_TIMEOUT + 10_000;
const CONNECT_TIMEOUT = 10_000;
const IDLE_TIMEOUT = 30_000;
const KEEP_ALIVE_DELAY = 10_000;

/** How often a transaction is tried that is in the way of others. */
const TRANSACTION_ATTEMPTS = 5;

/**
 * Opens a pool of connections; none is made before the first statement. Errors of statements are pg's own, see
 * {@link isTransient}. A server that restarts costs the statements under way an error, and the next ones connect anew.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { maxConnections = 10, applicationName = 'plumbline', log = silentLog } = options;
  const connection = connectionTo(url, applicationName);
  const pool = new pg.Pool({ ...connection, max: maxConnections, idleTimeoutMillis: IDLE_TIMEOUT });
  surviveLostConnections(pool, log);
  let closed: Promise<void> | undefined;

  async function query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    const { rows } = await pool.query<Row>(text, values && [...values]);
    return rows;
  }

  async function withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async function waitUntilReady({ timeout = 30_000, signal, observe }: WaitOptions = {}) {
    const end = Date.now() + timeout;
    for (let pause = 50; ; pause = Math.min(pause * 2, 1000)) {
      signal?.throwIfAborted();
      try {
        await pool.query('select 1');
        return;
      } catch (error) {
        if (!isConnectionLost(error) || Date.now() + pause > end) throw error;
        observe?.(error);
      }
      await sleep(pause, signal);
    }
  }

  return {
    url,
    pool,
    query,
    withClient,
    transaction: (work, transaction) => runTransaction(pool, work, transaction),
    newClient: () => new pg.Client(connection),
    waitUntilReady,
    close: () => (closed ??= pool.end()),
  };
}

/** How a connection is made, with the limits that all have. */
export function connectionTo(url: string, applicationName: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: applicationName,
    statement_timeout: STATEMENT_TIMEOUT,
    lock_timeout: LOCK_TIMEOUT,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT,
    query_timeout: ANSWER_TIMEOUT,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY,
    types: valueTypes,
  };
}

/** Without a listener, a connection that is lost would end the process. The next statement on it fails, and is heard of. */
export function surviveLostConnections(pool: pg.Pool, log: Log): void {
  pool.on('connect', (client) => {
    client.on('error', (error) => log.debug({ err: error }, 'a connection to the database was lost'));
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle connection to the database was lost'));
}

async function runTransaction<T>(
  pool: pg.Pool,
  work: (transaction: Queryable) => Promise<T>,
  { isolation = 'read committed' }: TransactionOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    try {
      return await onceInTransaction(client, work, isolation);
    } catch (error) {
      if (!isConflict(error) || attempt === TRANSACTION_ATTEMPTS) throw error;
    }
    await sleep(Math.random() * 20 * 2 ** attempt);
  }
}

async function onceInTransaction<T>(
  client: pg.PoolClient,
  work: (transaction: Queryable) => Promise<T>,
  isolation: string,
): Promise<T> {
  let over = false;
  const transaction: Queryable = {
    async query<Row extends object>(text: string, values?: readonly unknown[]) {
      // One that nobody waited for would otherwise run in somebody else's transaction.
      if (over) throw new Error('the transaction is over');
      const { rows } = await client.query<Row>(text, values && [...values]);
      return rows;
    },
  };
  try {
    await client.query(`begin isolation level ${isolation}`);
    const result = await work(transaction);
    over = true;
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back: a statement in it had failed');
    client.release();
    return result;
  } catch (error) {
    over = true;
    const rolledBack = client.query('rollback').then(
      () => true,
      () => false,
    );
    client.release(!(await rolledBack));
    throw error;
  }
}
