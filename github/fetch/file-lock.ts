import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';

/** Held until it is released, or the process that holds it ends, however it does. */
export interface FileLock {
  release(): Promise<void>;
}

/** A holder that cannot be seen from here, in another container with the same folder, says so often that it lives. */
const HEARTBEAT_MS = 10_000;
const DEAD_AFTER_MS = 60_000;
/** Between two looks at a lock that somebody else holds. */
const POLL_MS = 100;

/** Who holds a lock, as its file says. */
interface Holder {
  /** What tells processes with the same id apart: a machine since it was started, and the space its ids count in. */
  readonly place: string;
  readonly pid: number;
  /** When the process started, for its id may be another's by now. */
  readonly started: string;
  readonly id: string;
}

/** Waits for a lock. Rejects with the signal's reason when that is aborted. */
export async function acquireLock(path: string, signal: AbortSignal): Promise<FileLock> {
  for (;;) {
    signal.throwIfAborted();
    const lock = await tryLock(path);
    if (lock) return lock;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Takes a lock, also one whose holder is no more; undefined where somebody holds it. */
export async function tryLock(path: string): Promise<FileLock | undefined> {
  const holder = { ...THIS_PROCESS, id: randomUUID() };
  if (await putInPlace(path, holder)) return held(path, holder);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined && !(await isAlive(path, text))) await takeAway(path, text);
  return (await putInPlace(path, holder)) ? held(path, holder) : undefined;
}

/** Marks something as in use; any number may do so at once. */
export async function markInUse(folder: string): Promise<FileLock> {
  const holder = { ...THIS_PROCESS, id: randomUUID() };
  const path = join(folder, holder.id);
  await putInPlace(path, holder);
  return held(path, holder);
}

/** Whether somebody who lives marked it. Marks of the dead are removed. */
export async function isInUse(folder: string): Promise<boolean> {
  let used = false;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    if (await isAlive(path, text)) used = true;
    else await rm(path, { force: true });
  }
  return used;
}

/** Whole or not at all: the file appears with what it says. */
async function putInPlace(path: string, holder: Holder): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${holder.id}`;
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function held(path: string, holder: Holder): FileLock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      const text = await readFile(path, 'utf8').catch(() => '');
      if (text === JSON.stringify(holder)) await rm(path, { force: true });
    },
  };
}

/** Of several who find the same dead holder, one takes its file away; what came in its place meanwhile is put back. */
async function takeAway(path: string, dead: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== dead) await link(aside, path).catch(() => undefined);
  } catch {
    // Somebody else was first.
  } finally {
    await rm(aside, { force: true });
  }
}

async function isAlive(path: string, text: string): Promise<boolean> {
  const holder = parse(text);
  if (holder?.place === THIS_PROCESS.place) return startOf(holder.pid) === holder.started;
  const info = await stat(path).catch(() => undefined);
  return info !== undefined && Date.now() - info.mtimeMs < DEAD_AFTER_MS;
}

function parse(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    // A disk that was full: nobody holds it, but its age decides.
    return undefined;
  }
}

/** When a process started, as far as the system tells; `gone` where there is none. */
function startOf(pid: number): string {
  try {
    // The 22nd field of proc(5); the second may hold anything, in parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'running';
  } catch {
    return isRunning(pid) ? 'running' : 'gone';
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function thisPlace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

const THIS_PROCESS = { place: thisPlace(), pid: process.pid, started: startOf(process.pid) };
