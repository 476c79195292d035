import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../database/connect.ts';

export interface TestDatabase {
  readonly database: Database;
  /** For other processes, and more connections. */
  readonly url: string;
  /** Ends its connections and removes it. Throws if somebody else left one open. */
  readonly close: () => Promise<void>;
}

/** A new database with the tables of all domains and the queue's, and nothing in them, on the one server of the test run. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = await templateUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(template, (client) => client.query(`create database ${name} template template`));
  const url = withDatabase(template, name);
  const database = openDatabase(url, { applicationName: 'plumbline test' });
  return {
    database,
    url,
    async close() {
      await database.close();
      const leaked = await administer(template, (client) => leakedConnections(client, name));
      await administer(template, (client) => client.query(`drop database ${name} with (force)`));
      if (leaked.length > 0) throw new Error(`connections were left open:\n${leaked.join('\n')}`);
    },
  };
}

async function templateUrl(): Promise<string> {
  const answer: unknown = JSON.parse(await text(connect(inject('databaseServer'), '127.0.0.1')));
  if (typeof answer === 'object' && answer !== null && 'url' in answer && typeof answer.url === 'string')
    return answer.url;
  throw new Error(`there is no database to test with: ${JSON.stringify(answer)}`);
}

function withDatabase(url: string, name: string): string {
  return url.replace(/@\/[^?]*/, `@/${name}`);
}

async function administer<T>(template: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: withDatabase(template, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The server hears of the end of a connection a moment after it was ended. */
async function leakedConnections(client: pg.Client, name: string): Promise<string[]> {
  for (const end = Date.now() + 2000; ; await new Promise((done) => setTimeout(done, 20))) {
    const { rows } = await client.query<{ application_name: string; query: string }>(
      'select application_name, query from pg_stat_activity where datname = $1',
      [name],
    );
    if (rows.length === 0 || Date.now() > end) return rows.map((row) => `${row.application_name}: ${row.query}`);
  }
}
