import { join } from 'node:path';
import { openDatabase, type Database } from '../../database/connect.ts';
import { startEmbeddedServer } from '../../database/embedded-server.ts';
import type { Log } from '../../database/log.ts';
import { migrate } from '../../database/migrate.ts';
import { prepareQueue } from '../../database/queue.ts';
import { findAsset } from '../../engine/assets.ts';
import type { Settings } from '../settings.ts';

export interface Store {
  readonly database: Database;
  close(): Promise<void>;
}

/** Milliseconds that a database may take to come up: it is often started together with us. */
const READY_WITHIN = 60_000;

/** The database that the settings name, or one of our own; with all its tables. */
export async function openStore(
  settings: Settings,
  { log, connections }: { log: Log; connections: number },
): Promise<Store> {
  const server =
    settings.databaseUrl === undefined
      ? await startEmbeddedServer({ folder: join(settings.dataFolder, 'postgres'), log })
      : undefined;
  const url = settings.databaseUrl ?? server?.url ?? '';
  const database = openDatabase(url, { maxConnections: connections, log });
  const close = async (): Promise<void> => {
    await database.close();
    await server?.stop();
  };
  try {
    await database.waitUntilReady({ timeout: READY_WITHIN });
    await prepareQueue(database, { log });
    await migrate(database, { domain: 'app', folder: migrationsFolder() });
    return { database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function migrationsFolder(): string {
  const folder = findAsset('app/migrations');
  if (folder === undefined) throw new Error('the migrations are missing: the package is damaged, or was not built');
  return folder;
}
