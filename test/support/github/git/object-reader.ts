import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { GIT_ENVIRONMENT } from './run-git.ts';

export interface GitObject {
  readonly type: 'blob' | 'tree' | 'commit' | 'tag';
  readonly content: Buffer;
}

interface Waiting {
  readonly resolve: (object: GitObject | undefined) => void;
}

interface Reader {
  read(sha: string): Promise<GitObject | undefined>;
  close(): void;
}

const readers = new Map<string, Reader>();

/**
 * Reads an object by its id; `undefined` where it is not there. One `git cat-file` stays for each repository: a
 * process for each object would be most of what a test costs.
 */
export function readObject(gitDir: string, sha: string): Promise<GitObject | undefined> {
  if (!/^[0-9a-f]{40}$/.test(sha)) return Promise.resolve(undefined);
  let reader = readers.get(gitDir);
  if (!reader) {
    reader = startReader(gitDir);
    readers.set(gitDir, reader);
  }
  return reader.read(sha);
}

export function closeReaders(gitDirs: readonly string[]): void {
  for (const gitDir of gitDirs) {
    readers.get(gitDir)?.close();
    readers.delete(gitDir);
  }
}

function startReader(gitDir: string): Reader {
  const child: ChildProcessWithoutNullStreams = spawn('git', ['--git-dir', gitDir, 'cat-file', '--batch'], {
    env: GIT_ENVIRONMENT,
  });
  const waiting: Waiting[] = [];
  let rest: Buffer = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const taken = take(rest);
      if (!taken) return;
      rest = rest.subarray(taken.length);
      waiting.shift()?.resolve(taken.object);
    }
  });
  // What is asked for after the end is answered as missing.
  const end = () => {
    for (const { resolve } of waiting.splice(0)) resolve(undefined);
  };
  child.on('error', end);
  child.on('close', end);
  child.stdin.on('error', end);
  child.unref();
  return {
    read: (sha) =>
      new Promise((resolve) => {
        waiting.push({ resolve });
        child.stdin.write(`${sha}\n`);
      }),
    close: () => child.kill(),
  };
}

/** The first answer in what was read, if it is there whole. */
function take(bytes: Buffer): { object: GitObject | undefined; length: number } | undefined {
  const newline = bytes.indexOf(0x0a);
  if (newline < 0) return undefined;
  const [, type, size] = bytes.toString('latin1', 0, newline).split(' ');
  if (type === 'missing' || size === undefined) return { object: undefined, length: newline + 1 };
  const end = newline + 1 + Number(size);
  if (bytes.length <= end) return undefined;
  return { object: { type: type as GitObject['type'], content: bytes.subarray(newline + 1, end) }, length: end + 1 };
}
