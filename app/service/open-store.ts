import { join } from 'node:path';
import { openDatabase, type Database } from '../../database/connect.ts';
import { startEmbeddedServer, type EmbeddedServer } from '../../database/embedded-server.ts';
import type { Log } from '../../database/log.ts';
import { migrate } from '../../database/migrate.ts';
import { prepareQueue } from '../../database/queue.ts';
import { findAsset } from '../../engine/assets.ts';
import { makeDataFolder } from '../data-folder.ts';
import type { Settings } from '../settings.ts';
import { onceReady } from './wait-for-database.ts';

export interface Store {
  readonly database: Database;
  close(): Promise<void>;
}

/** The database that the settings name, or one of our own; with all its tables. Rejects early where the signal is aborted. */
export async function openStore(
  settings: Settings,
  { log, connections, signal }: { log: Log; connections: number; signal?: AbortSignal | undefined },
): Promise<Store> {
  const server = settings.databaseUrl === undefined ? await startOwnServer(settings.dataFolder, log) : undefined;
  const url = settings.databaseUrl ?? server?.url ?? '';
  const database = openDatabase(url, { maxConnections: connections, log });
  const close = async (): Promise<void> => {
    await database.close();
    await server?.stop();
  };
  try {
    signal?.throwIfAborted();
    await onceReady(database, { log, signal }, async () => {
      await prepareQueue(database, { log });
      signal?.throwIfAborted();
      await migrate(database, { domain: 'app', folder: migrationsFolder() });
    });
    return { database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function startOwnServer(dataFolder: string, log: Log): Promise<EmbeddedServer> {
  const folder = join(dataFolder, 'postgres');
  makeDataFolder(folder);
  return startEmbeddedServer({ folder, log });
}

function migrationsFolder(): string {
  const folder = findAsset('app/migrations');
  if (folder === undefined) throw new Error('the migrations are missing: the package is damaged, or was not built');
  return folder;
}
