import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Database } from './connect.ts';

export interface MigrationSource {
  /** Whose tables they are, such as `app`: each domain counts on its own. */
  readonly domain: string;
  /** Folder of files named `0001-what-it-does.sql`: applied by number, of which some may be left out. */
  readonly folder: string;
}

/** The database and the files do not go together. Nothing was changed by the file concerned. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Applies the files of a domain that were not applied yet, in order, each in a transaction, and answers their names. Processes
 * that start at once wait for each other. A file that was applied may not change, and the database may not know a file that is
 * not there, as after going back to an older version: both are a {@link MigrationError}.
 */
export async function migrate(database: Database, { domain, folder }: MigrationSource): Promise<string[]> {
  const files = await readMigrations(folder);
  return database.withClient(async (client) => {
    await client.query(`set lock_timeout = 0; set statement_timeout = 0`);
    await wait(client, 'select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await client.query(TABLE);
      const pending = await findPending(client, { domain, files });
      for (const file of pending) await apply(client, domain, file);
      return pending.map(({ name }) => name);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await client.query('reset lock_timeout; reset statement_timeout');
    }
  });
}

/** Any number that nobody else in the database uses: "plumb" in ASCII. */
export const MIGRATION_LOCK = 0x70_6c_75_6d_62;

const TABLE = `
create table if not exists plumbline_migrations (
  domain text not null,
  number integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default now(),
  primary key (domain, number)
)`;

interface MigrationFile {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const files = await Promise.all(names.map((name) => readMigration(folder, name)));
  for (const [index, { number, name }] of files.entries()) {
    const before = files[index - 1];
    if (before?.number === number) throw new MigrationError(`${join(folder, name)} has the number of ${before.name}`);
  }
  return files;
}

async function readMigration(folder: string, name: string): Promise<MigrationFile> {
  const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1] ?? 0);
  if (number === 0)
    throw new MigrationError(`${join(folder, name)}: a migration's name looks like 0001-what-it-does.sql`);
  const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
  return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

interface AppliedRow {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/** Throws {@link MigrationError} where the files are not those that were applied, and some after them. */
async function findPending(
  client: pg.PoolClient,
  { domain, files }: { domain: string; files: readonly MigrationFile[] },
): Promise<MigrationFile[]> {
  const { rows } = await client.query<AppliedRow>(
    'select number, name, checksum from plumbline_migrations where domain = $1 order by number',
    [domain],
  );
  const byNumber = new Map(files.map((file) => [file.number, file]));
  for (const { number, name, checksum } of rows) {
    const file = byNumber.get(number);
    if (!file) {
      throw new MigrationError(
        `the database has the migration ${name} (${domain}), which this version does not know: run the newer version again`,
      );
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(
        `the migration ${name} (${domain}) is not what was applied to the database: undo the change, and write a new migration`,
      );
    }
  }
  const last = rows.at(-1);
  const pending = files.filter(({ number }) => rows.every((row) => row.number !== number));
  const late = pending.find(({ number }) => last !== undefined && number < last.number);
  if (late && last) {
    throw new MigrationError(
      `the migration ${late.name} (${domain}) comes before ${last.name}, which was applied: renumber it`,
    );
  }
  return pending;
}

async function apply(
  client: pg.PoolClient,
  domain: string,
  { number, name, sql, checksum }: MigrationFile,
): Promise<void> {
  await client.query('begin');
  try {
    await wait(client, sql);
    await client.query('insert into plumbline_migrations (domain, number, name, checksum) values ($1, $2, $3, $4)', [
      domain,
      number,
      name,
      checksum,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => undefined);
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationError(`the migration ${name} (${domain}) failed: ${why}`, { cause });
  }
}

/** Milliseconds for what may take long. */
const MIGRATION_TIMEOUT = 60 * 60_000;

async function wait(client: pg.PoolClient, text: string, values?: unknown[]): Promise<void> {
  const config: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: MIGRATION_TIMEOUT };
  if (values) config.values = values;
  await client.query(config);
}
