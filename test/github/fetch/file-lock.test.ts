import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireLock, isInUse, markInUse, tryLock } from '../../../github/fetch/file-lock.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  path = join(folder, 'locks', '7.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a lock's file says when it is held by another process. */
async function heldBy(change: Readonly<Record<string, unknown>>): Promise<string> {
  const lock = await tryLock(path);
  const holder = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  await lock?.release();
  return JSON.stringify({ ...holder, ...change });
}

test('one holds a lock at a time; when it is released the next has it', async () => {
  const first = await tryLock(path);
  expect(await tryLock(path)).toBeUndefined();
  const order: string[] = [];
  const waiting = acquireLock(path, new AbortController().signal).then((lock) => {
    order.push('second');
    return lock;
  });
  order.push('first');
  await first?.release();
  await (await waiting).release();
  expect(order).toEqual(['first', 'second']);
  expect(readdirSync(join(folder, 'locks'))).toEqual([]);
});

test('of many who want it at once, each has it alone', async () => {
  let holders = 0;
  let most = 0;
  const work = async () => {
    const lock = await acquireLock(path, new AbortController().signal);
    most = Math.max(most, ++holders);
    await new Promise((resolve) => setTimeout(resolve, 5));
    holders--;
    await lock.release();
  };
  await Promise.all(Array.from({ length: 10 }, work));
  expect(most).toBe(1);
});

test('whoever waits can be called off', async () => {
  const lock = await tryLock(path);
  const controller = new AbortController();
  const waiting = acquireLock(path, controller.signal);
  controller.abort(new Error('called off'));
  await expect(waiting).rejects.toThrow('called off');
  await lock?.release();
});

test('a lock of a process that is no more is taken, one of a process that lives is not', async () => {
  const child = spawn('sleep', ['60']);
  const started = readFileSync(`/proc/${child.pid}/stat`, 'latin1').split(') ')[1]!.split(' ')[19];
  const living = await heldBy({ pid: child.pid, started });
  const reused = await heldBy({ pid: child.pid, started: '1' });
  writeFileSync(path, living);
  expect(await tryLock(path)).toBeUndefined();
  writeFileSync(path, reused);
  await (await tryLock(path))!.release();
  writeFileSync(path, living);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  await (await tryLock(path))!.release();
});

test('a holder that is not seen from here is taken for dead when it has said nothing for a minute', async () => {
  writeFileSync(path, await heldBy({ place: 'another machine' }));
  expect(await tryLock(path)).toBeUndefined();
  const before = new Date(Date.now() - 61_000);
  utimesSync(path, before, before);
  await (await tryLock(path))!.release();
});

test('a lock file that says nothing counts by its age', async () => {
  mkdirSync(join(folder, 'locks'));
  writeFileSync(path, '');
  expect(await tryLock(path)).toBeUndefined();
  const before = new Date(Date.now() - 61_000);
  utimesSync(path, before, before);
  await (await tryLock(path))!.release();
});

test('something is in use while one of those who marked it lives', async () => {
  const users = join(folder, 'users');
  expect(await isInUse(users)).toBe(false);
  const [one, other] = [await markInUse(users), await markInUse(users)];
  await one.release();
  expect(await isInUse(users)).toBe(true);
  await other.release();
  expect(await isInUse(users)).toBe(false);
  writeFileSync(join(users, 'dead'), await heldBy({ pid: 2 ** 30 }));
  expect(await isInUse(users)).toBe(false);
  expect(readdirSync(users)).toEqual([]);
});
