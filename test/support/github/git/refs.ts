import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tryGit } from './run-git.ts';

/** The id that a reference holds. Read from its file: nothing packs references here but a push that git decides to pack. */
export async function readRef(gitDir: string, ref: string): Promise<string | undefined> {
  if (!isSafe(ref)) return undefined;
  try {
    return (await readFile(join(gitDir, ref), 'utf8')).trim();
  } catch {
    if (!existsSync(join(gitDir, 'packed-refs'))) return undefined;
    const outcome = await tryGit(gitDir, ['rev-parse', '--verify', '--quiet', '--end-of-options', ref]);
    return outcome.code === 0 ? outcome.stdout.toString().trim() : undefined;
  }
}

let sequence = 0;

export async function writeRef(gitDir: string, ref: string, sha: string): Promise<void> {
  if (!isSafe(ref)) throw new Error(`${ref} is no name for a reference`);
  const file = join(gitDir, ref);
  const draft = join(gitDir, `ref-draft-${(sequence += 1)}`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, `${sha}\n`);
  await rename(draft, file);
}

export async function deleteRef(gitDir: string, ref: string): Promise<void> {
  if (isSafe(ref)) await rm(join(gitDir, ref), { force: true });
}

function isSafe(ref: string): boolean {
  return (
    /^refs\/[^\0\\~^:?*[ ]+$/.test(ref) &&
    !ref.split('/').some((part) => part === '' || part.startsWith('.') || part.endsWith('.lock'))
  );
}
