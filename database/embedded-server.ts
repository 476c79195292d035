import pg from 'pg';
import { silentLog, type Log } from './log.ts';
import { initialiseData, OWNER, PORT, prepareFolder } from './postgres/data-folder.ts';
import { findPrograms } from './postgres/find-programs.ts';
import { startOrJoin, type RunningServer, type ServerPlan } from './postgres/start-server.ts';
import { sleep } from './sleep.ts';

export interface EmbeddedServerOptions {
  /** Where everything of it is kept. Its path has to be reachable by the account that PostgreSQL runs as. */
  readonly folder: string;
  /** Name of the database, made if it is not there (`plumbline`). */
  readonly database?: string;
  readonly log?: Log;
  /** False only in tests: what is written may be lost with the machine. */
  readonly durable?: boolean;
}

export interface EmbeddedServer {
  /** Stays the same over restarts, also of this process. */
  readonly url: string;
  /** Of PostgreSQL, such as `18.4`. */
  readonly version: string;
  /** Stops the server, after telling its clients, if this process started it; lets go of it otherwise. */
  stop(): Promise<void>;
}

/**
 * Keeps a PostgreSQL of our own running, with its data in a folder, reached through a socket that only its account and root can
 * open. Where another process already has it running, it is shared, and taken over when that one ends. It is started again when it
 * ends by itself, and it ends when this process does, however that ends. Throws {@link EmbeddedServerError}.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { database = OWNER, log = silentLog, durable = true } = options;
  const folder = prepareFolder(options.folder);
  const programs = findPrograms({ account: folder.account, copyTo: folder.folder });
  await initialiseData(folder, { programs, durable });
  const plan: ServerPlan = { folder, programs, durable, log };
  const keeper = keepRunning(plan, await startOrJoin(plan));
  try {
    await makeDatabase(urlOf(folder.sockets, 'postgres'), database);
  } catch (error) {
    await keeper.stop();
    throw error;
  }
  return { url: urlOf(folder.sockets, database), version: programs.version, stop: () => keeper.stop() };
}

/** Milliseconds before the first and the longest pause before a server that ended is started again. */
const RESTART_PAUSE = { first: 100, longest: 30_000 };

function keepRunning(plan: ServerPlan, first: RunningServer): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let running: RunningServer | undefined = first;

  async function keep(): Promise<void> {
    while (running && !stopping.signal.aborted) {
      const why = await running.ended;
      running = undefined;
      if (stopping.signal.aborted) return;
      plan.log.warn({ why }, 'the embedded PostgreSQL ended; it is started again');
      running = await startAgain(plan, stopping.signal);
    }
  }

  const kept = keep();
  return {
    async stop() {
      stopping.abort();
      await running?.stop();
      await kept;
      await running?.stop();
    },
  };
}

async function startAgain(plan: ServerPlan, stopping: AbortSignal): Promise<RunningServer | undefined> {
  for (let pause = RESTART_PAUSE.first; !stopping.aborted; pause = Math.min(pause * 2, RESTART_PAUSE.longest)) {
    await sleep(pause, stopping);
    if (stopping.aborted) return undefined;
    try {
      return await startOrJoin(plan, stopping);
    } catch (error) {
      plan.log.error({ err: error }, 'the embedded PostgreSQL could not be started again');
    }
  }
  return undefined;
}

async function makeDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (!isMadeByAnother(error)) throw error;
  } finally {
    await client.end();
  }
}

/** Two processes may find at once that it is not there. */
function isMadeByAnother(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505');
}

/** The port is said because pg would take another one from the environment. */
function urlOf(sockets: string, database: string): string {
  const name = encodeURIComponent(database);
  return `postgresql://${OWNER}@/${name}?host=${encodeURIComponent(sockets)}&port=${PORT}`;
}
