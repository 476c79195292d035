import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { codeOf, isConnectionLost } from '../errors.ts';
import type { Log } from '../log.ts';
import { OWNER, PORT, SERVER_ENVIRONMENT, type DataFolder } from './data-folder.ts';
import { sleep } from '../sleep.ts';
import { EmbeddedServerError } from './embedded-server-error.ts';
import type { Programs } from './find-programs.ts';
import { guardServer } from './guard-server.ts';
import { isAlive, removeStaleLock, runningPostmaster } from './postmaster.ts';
import { serverSettings } from './server-settings.ts';

export interface ServerPlan {
  readonly folder: DataFolder;
  readonly programs: Programs;
  readonly durable: boolean;
  readonly log: Log;
}

export interface RunningServer {
  /** Settles when it has ended, with what is known of why. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Milliseconds until it has to answer: after a crash it first repeats what was written ahead, up to 1 GB of it. */
const START_TIMEOUT = 5 * 60_000;
/** Milliseconds between two looks at whether something has happened. */
const GLANCE = 50;

/**
 * Starts a server, or joins the one that another process keeps. One that was left by a process that is no more is stopped first.
 * Throws {@link EmbeddedServerError}.
 */
export async function startOrJoin(plan: ServerPlan, stopping?: AbortSignal): Promise<RunningServer> {
  const { data } = plan.folder;
  const end = Date.now() + START_TIMEOUT;
  let last = 'it does not answer';
  while (Date.now() < end && stopping?.aborted !== true) {
    const pid = runningPostmaster(data);
    if (pid === undefined) {
      removeStaleLock(data);
      const started = await start(plan, () => Date.now() > end || stopping?.aborted === true);
      if (typeof started === 'object') return started;
      last = started;
    } else {
      const starter = await starterOf(plan.folder);
      if (starter !== undefined && isAlive(starter)) return joined(pid, data);
      if (starter !== undefined) signal(pid, 'SIGINT');
    }
    await sleep(GLANCE);
  }
  throw doesNotStart(last);
}

/** What a server says that was started beside another one, or too soon after the end of one. */
const IN_THE_WAY =
  /lock file "postmaster\.pid" already exists|lock file ".*" already exists|shared memory block .* is still in use/;

/** The server, or why another one is in its way. */
async function start(plan: ServerPlan, isTooLate: () => boolean): Promise<RunningServer | string> {
  const child = spawnServer(plan);
  const said: string[] = [];
  const ended = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, by) => done(said.join('\n') || `it ended with ${by ?? code}`));
  });
  readLog(child, { said, log: plan.log });
  const { pid } = child;
  const endGuard = pid === undefined ? undefined : guardServer(pid);
  void ended.then(endGuard);

  let over: string | undefined;
  void ended.then((why) => (over = why));
  while (over === undefined && !isTooLate()) {
    const starter = await starterOf(plan.folder);
    if (starter === process.pid && over === undefined) {
      said.length = 0;
      return { ended, stop: () => stopChild(child, ended) };
    }
    await sleep(GLANCE);
  }
  if (over !== undefined && IN_THE_WAY.test(over)) return over;
  await stopChild(child, ended);
  throw doesNotStart(over ?? 'it does not answer');
}

function spawnServer({ folder, programs, durable }: ServerPlan): ChildProcess {
  const settings = {
    ...serverSettings(durable),
    unix_socket_directories: folder.sockets,
    port: String(PORT),
    [STARTER]: String(process.pid),
  };
  const values = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(programs.postgres, ['-D', folder.data, ...values], {
    ...folder.account,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
    // In a session of its own: an interrupt at the terminal is for us, and we stop the server.
    detached: true,
  });
  child.unref();
  return child;
}

/** A setting of the server that says which process started it. */
const STARTER = 'plumbline.starter';

/** Lines to keep for when it does not start. */
const LINES_KEPT = 20;

function readLog(child: ChildProcess, { said, log }: { said: string[]; log: Log }): void {
  if (!child.stderr) return;
  const lines = createInterface({ input: child.stderr });
  lines.on('line', (line) => {
    said.push(line);
    if (said.length > LINES_KEPT) said.shift();
    // It tells whoever knocks too early, as we do while it starts.
    const early = line.includes('the database system is starting up');
    if (/^(PANIC|FATAL|WARNING):/.test(line) && !early) log.warn({ line }, 'the embedded PostgreSQL says');
    else log.debug({ line }, 'the embedded PostgreSQL says');
  });
  // It does not keep this process alive.
  if (child.stderr instanceof Socket) child.stderr.unref();
}

/** The process that started the server which answers at the socket, 0 if it does not say, undefined if none answers. */
async function starterOf({ sockets }: DataFolder): Promise<number | undefined> {
  const client = new pg.Client({
    host: sockets,
    port: PORT,
    user: OWNER,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ starter: string | null }>('select current_setting($1, true) as starter', [
      STARTER,
    ]);
    return Number(rows[0]?.starter ?? 0);
  } catch (error) {
    if (isConnectionLost(error)) return undefined;
    throw new EmbeddedServerError('does-not-start', `PostgreSQL answers with an error (${codeOf(error)})`, {
      advice: 'See its log, or set DATABASE_URL to use another one',
      cause: error,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** How often a server that another process keeps is looked after. */
const LOOK_AFTER = 500;

function joined(pid: number, data: string): RunningServer {
  let letGo = () => {};
  const ended = new Promise<string>((done) => {
    const look = () => {
      if (runningPostmaster(data) !== pid) letGo();
    };
    const timer = setInterval(look, LOOK_AFTER);
    timer.unref();
    letGo = () => {
      clearInterval(timer);
      done('the process that kept it ended, or stopped it');
    };
  });
  return {
    ended,
    stop() {
      letGo();
      return Promise.resolve();
    },
  };
}

/** Milliseconds for each way to stop, from asking to killing. After the second and third it repairs itself when it starts. */
const STOP_TIMEOUT = 20_000;

/** "Fast": connections are told to end, and everything is written. */
async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(name);
    for (const end = Date.now() + STOP_TIMEOUT; Date.now() < end; await sleep(GLANCE)) {
      await Promise.resolve();
      if (over) return;
    }
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has just ended.
  }
}

function doesNotStart(why: string): EmbeddedServerError {
  return new EmbeddedServerError('does-not-start', `PostgreSQL does not start: ${why}`, {
    advice: 'Mend that, or set DATABASE_URL to use another PostgreSQL',
  });
}
