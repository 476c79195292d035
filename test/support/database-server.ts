import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../database/connect.ts';
import { startEmbeddedServer, type EmbeddedServer } from '../../database/embedded-server.ts';
import { migrate } from '../../database/migrate.ts';
import { prepareQueue } from '../../database/queue.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Port that answers the address of the server's template database. */
    databaseServer: number;
  }
}

/** Whose tables the template has, in this order. */
const DOMAINS = ['app'];

let started: Promise<{ server: EmbeddedServer; folder: string }> | undefined;

const door = createServer((socket) => {
  socket.on('error', () => undefined);
  started ??= startServer();
  started.then(
    ({ server }) => socket.end(JSON.stringify({ url: server.url })),
    (error: unknown) => socket.end(JSON.stringify({ error: String(error) })),
  );
});

/**
 * One PostgreSQL for all tests of a run, started when the first of them asks for it: connecting to the port that is provided is
 * asking, and the answer is its address, or why there is none.
 */
export async function setup(project: TestProject): Promise<void> {
  project.provide('databaseServer', await listen(door));
}

export async function teardown(): Promise<void> {
  door.close();
  const running = await started?.catch(() => undefined);
  if (!running) return;
  await running.server.stop();
  rmSync(running.folder, { recursive: true, force: true });
}

function listen(door: Server): Promise<number> {
  return new Promise((done, fail) => {
    door.once('error', fail);
    door.listen(0, '127.0.0.1', () => {
      const address = door.address();
      done(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

const FOLDER_PREFIX = 'plumbline-test-postgres-';
/** Milliseconds; no run of the tests takes that long. */
const FOLDER_IS_OLD = 6 * 60 * 60_000;

/** Left by runs that were killed, with tens of megabytes each. */
function removeOldFolders(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER_PREFIX))) {
    const folder = join(tmpdir(), name);
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - made < FOLDER_IS_OLD) continue;
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}

async function startServer(): Promise<{ server: EmbeddedServer; folder: string }> {
  removeOldFolders();
  const folder = mkdtempSync(join(tmpdir(), FOLDER_PREFIX));
  const server = await startEmbeddedServer({ folder, durable: false, database: 'template' });
  const database = openDatabase(server.url);
  try {
    await prepareQueue(database);
    for (const domain of DOMAINS) await migrate(database, { domain, folder: resolve(domain, 'migrations') });
  } finally {
    await database.close();
  }
  return { server, folder };
}
