import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../database/connect.ts';
import { startEmbeddedServer } from '../../database/embedded-server.ts';

/** A PostgreSQL that keeps what it has acknowledged, whatever happens to it. */
export interface StormDatabase {
  readonly database: Database;
  readonly url: string;
  readonly restarts: number;
  /** It ends at once, without tidying up, is away for so many milliseconds, and starts on the same data. */
  crash(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

export async function startStormDatabase(folder: string): Promise<StormDatabase> {
  let server = await startEmbeddedServer({ folder });
  const { url } = server;
  const database = openDatabase(url, { applicationName: 'storm' });
  let restarts = 0;
  return {
    database,
    url,
    get restarts() {
      return restarts;
    },
    async crash(milliseconds) {
      const [pid] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
      // "Immediate shutdown": https://www.postgresql.org/docs/18/server-shutdown.html
      process.kill(Number(pid), 'SIGQUIT');
      await server.stop();
      await new Promise((done) => setTimeout(done, milliseconds));
      server = await startEmbeddedServer({ folder });
      restarts += 1;
    },
    async close() {
      await database.close();
      await server.stop();
    },
  };
}
