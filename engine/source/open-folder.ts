import { readdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { createSnapshot, MAX_FILES } from './create-snapshot.ts';
import { byPath, fileNameBytes, fileNameOf } from './file-name.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { diskFile, readDiskFile } from './read-disk.ts';
import { SourceError, type Snapshot, type SourceFile, type SourceProblem } from './source.ts';

/** Never part of what is reviewed: git's own data, and packages that were installed. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules']);

const CONCURRENT_FILES = 16;

/** A folder that needs no git: every file below it. Symlinks are listed and not followed. */
export async function openFolder(folder: string): Promise<Snapshot> {
  const root = resolve(folder);
  const { paths, problems } = await walk(root);
  const files: SourceFile[] = [];
  await mapConcurrently(paths, CONCURRENT_FILES, async (path) => {
    try {
      const found = await diskFile(locationOf(root, path), 'sha1');
      if (found) files.push({ path, ...found });
    } catch (error) {
      problems.push({ path, reason: reasonOf(error) });
    }
  });
  return createSnapshot({
    label: basename(root),
    files: files.sort(byPath),
    problems: problems.sort(byPath),
    read: (file) => readDiskFile(locationOf(root, file.path), { file, format: 'sha1' }),
  });
}

async function walk(root: string): Promise<{ paths: string[]; problems: SourceProblem[] }> {
  const paths: string[] = [];
  const problems: SourceProblem[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for (const entry of await readdir(locationOf(root, folder), { withFileTypes: true, encoding: 'buffer' })) {
        const name = fileNameOf(entry.name);
        const path = folder === '' ? name : `${folder}/${name}`;
        if (!entry.isDirectory()) paths.push(path);
        else if (!SKIPPED_FOLDERS.has(name)) folders.push(path);
      }
    } catch (error) {
      if (folder === '') throw noSuchFolder(root, error);
      problems.push({ path: folder, reason: reasonOf(error) });
    }
    if (paths.length > MAX_FILES) throw tooManyFiles(root);
  }
  return { paths, problems };
}

function locationOf(root: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`), fileNameBytes(path)]);
}

function noSuchFolder(root: string, cause: unknown): SourceError {
  return new SourceError('no-such-folder', `${root} cannot be read: ${reasonOf(cause)}`, {
    advice: 'Give the path of a folder that you may read.',
    cause,
  });
}

function tooManyFiles(root: string): SourceError {
  return new SourceError('too-large', `${root} holds more than ${MAX_FILES} files`, {
    advice: 'Review a part of it, or put it under git and let .gitignore leave out what is not yours.',
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
