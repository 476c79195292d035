import pg from 'pg';
import { connectionTo, surviveLostConnections } from '../connect.ts';
import { isTransient } from '../errors.ts';
import type { Log } from '../log.ts';
import { sleep } from '../sleep.ts';

/**
 * The connections that graphile-worker works with. It takes one that fails while a job is taken or ended for the end of the
 * worker; here a statement outside a transaction is tried again, on another connection, until the server is back. Each of its
 * statements bears that. (A job that was taken without the answer reaching us is found by the worker's heartbeat.)
 */
export class WorkerPool extends pg.Pool {
  #takesJobs = true;
  #patient = true;

  constructor(url: string, { size, log }: { readonly size: number; readonly log: Log }) {
    const { types: _, ...connection } = connectionTo(url, 'plumbline worker');
    super({ ...connection, max: size });
    surviveLostConnections(this, log);
  }

  /** From now on, there are no more jobs. */
  stopTaking(): void {
    this.#takesJobs = false;
  }

  /** From now on, nothing is tried again. */
  giveUp(): void {
    this.#takesJobs = false;
    this.#patient = false;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | void {
    if (callback) return super.connect(callback);
    return Promise.resolve(this.#persistentClient());
  }

  /**
   * A client that connects when a statement is sent, and sends it again on another connection where that one is lost. The library
   * asks nothing else of it.
   */
  #persistentClient(): pg.PoolClient {
    let client: pg.PoolClient | undefined;
    let inTransaction = false;
    const send = async (values: readonly unknown[]): Promise<unknown> => {
      client ??= await super.connect();
      try {
        return await sendTo(client, values);
      } catch (error) {
        if (isTransient(error) && !inTransaction) {
          client.release(true);
          client = undefined;
        }
        throw error;
      }
    };
    const query = async (...values: readonly unknown[]): Promise<unknown> => {
      const text = textOf(values[0]);
      if (/^\s*(begin|start transaction)\b/i.test(text)) inTransaction = true;
      else if (/^\s*(commit|rollback|end)\b/i.test(text)) inTransaction = false;
      return inTransaction ? send(values) : this.#retry(takesJob(values[0]), () => send(values));
    };
    const release = (error?: Error | boolean) => {
      client?.release(error);
      client = undefined;
    };
    return { query, release } as unknown as pg.PoolClient;
  }

  async #retry(takesJob: boolean, send: () => Promise<unknown>): Promise<unknown> {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      if (takesJob && !this.#takesJobs) return { rows: [] };
      try {
        return await send();
      } catch (error) {
        if (!isTransient(error) || !this.#patient) throw error;
      }
      await sleep(pause);
    }
  }
}

type ConnectCallback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

/** Milliseconds. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2000;

function sendTo(client: pg.PoolClient, values: readonly unknown[]): Promise<unknown> {
  const query: unknown = Reflect.get(client, 'query');
  return Reflect.apply(query as (...values: unknown[]) => Promise<unknown>, client, values);
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  return isObject(statement) && typeof statement['text'] === 'string' ? statement['text'] : '';
}

function takesJob(statement: unknown): boolean {
  return isObject(statement) && typeof statement['name'] === 'string' && statement['name'].startsWith('get_job');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
