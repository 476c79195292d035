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

  /** From now on, statements that take a job are not tried again. */
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
    return this.#retry(undefined, () => super.connect()).then((client) => this.#persistent(client));
  }

  /** A client whose statements are sent again on another connection where this one is lost. */
  #persistent(first: pg.PoolClient): pg.PoolClient {
    let client: pg.PoolClient | undefined = first;
    let inTransaction = false;
    const once = async (values: readonly unknown[]): Promise<unknown> => {
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
      return inTransaction ? once(values) : this.#retry(nameOf(values[0]), () => once(values));
    };
    const release = (error?: Error | boolean) => {
      client?.release(error);
      client = undefined;
    };
    return new Proxy(first, {
      get(target, property): unknown {
        if (property === 'query') return query;
        if (property === 'release') return release;
        return Reflect.get(target, property);
      },
    });
  }

  async #retry<T>(name: string | undefined, attempt: () => Promise<T>): Promise<T> {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        return await attempt();
      } catch (error) {
        if (!isTransient(error) || !this.#triesAgain(name)) throw error;
      }
      await sleep(pause);
    }
  }

  #triesAgain(name: string | undefined): boolean {
    const takes = name?.startsWith('get_job') ?? false;
    return takes ? this.#takesJobs : this.#patient;
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

function nameOf(statement: unknown): string | undefined {
  return isObject(statement) && typeof statement['name'] === 'string' ? statement['name'] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
