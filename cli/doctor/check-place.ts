import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Configuration } from '../../engine/config/configuration.ts';
import { MAX_CACHE_BYTES } from '../../engine/cache/result-cache.ts';
import { readConfiguration } from '../../engine/config/read-configuration.ts';
import { CONFIGURATION_FILE } from '../../engine/config/schema.ts';
import { ruleIds } from '../../engine/rules-at-hand.ts';
import { makeFolder } from '../../engine/make-folder.ts';
import { discoverRepository, type RepositoryFacts } from '../../engine/source/discover-repository.ts';
import { runGit } from '../../engine/source/git-process.ts';
import { SourceError } from '../../engine/source/source.ts';
import { reasonOf, type Check } from './check.ts';

export async function checkRepository(
  folder: string,
): Promise<Check & { readonly root: string; readonly isGit: boolean }> {
  const name = 'Repository';
  const root = resolve(folder);
  try {
    const facts = await discoverRepository(folder);
    const kinds = await kindsOf(facts, folder);
    const detail = [facts.name, ...kinds.map(({ kind }) => kind)].join(', ');
    const advice = kinds.flatMap((one) => one.advice ?? []).join('\n');
    const found = { name, root: facts.root ?? root, detail, isGit: true };
    return advice === '' ? { ...found, status: 'ok' } : { ...found, status: 'warn', advice };
  } catch (error) {
    const advice = error instanceof SourceError ? error.advice : 'Only the folder as it is can be reviewed.';
    const missing = error instanceof SourceError && error.code === 'no-such-folder';
    return { name, root, isGit: false, status: missing ? 'missing' : 'warn', detail: reasonOf(error), advice };
  }
}

/** What is unusual about a repository, and what it takes to review it all the same. */
async function kindsOf(
  { shallow, root, gitDir, commonDir }: RepositoryFacts,
  folder: string,
): Promise<{ readonly kind: string; readonly advice?: string }[]> {
  const asked = (...args: string[]) =>
    runGit({ folder }, args).then(
      (output) => output.length > 0,
      () => false,
    );
  const [partial, hasCommit] = await Promise.all([
    asked('config', '--get-regexp', '^remote\\..*\\.(promisor|partialclonefilter)$'),
    asked('rev-parse', '--quiet', '--verify', 'HEAD^{commit}'),
  ]);
  return [
    ...(root === undefined
      ? [
          {
            kind: 'a bare repository',
            advice: 'It has no files on disk: name the commit, `plumbline review --head main`.',
          },
        ]
      : []),
    ...(gitDir === commonDir ? [] : [{ kind: 'a linked work tree' }]),
    ...(hasCommit ? [] : [{ kind: 'without a commit yet', advice: 'Commit something to compare with later.' }]),
    ...(shallow
      ? [
          {
            kind: 'a shallow clone',
            advice: 'To compare with a base, fetch its history: git fetch --unshallow (in a workflow: fetch-depth: 0).',
          },
        ]
      : []),
    ...(partial
      ? [
          {
            kind: 'a partial clone',
            advice: 'A review fetches nothing: get what it lacks with `git fetch --refetch --no-filter`.',
          },
        ]
      : []),
  ];
}

/** The configuration is there where it can be read. */
export async function checkConfiguration(
  root: string,
): Promise<Check & { readonly configuration?: Configuration | undefined }> {
  const name = 'Configuration';
  const readFileOf = (path: string) => readFile(join(root, path), 'utf8').catch(() => undefined);
  const text = await readFileOf(CONFIGURATION_FILE);
  if (text === undefined) {
    return { name, status: 'ok', detail: `no ${CONFIGURATION_FILE}: the defaults apply (plumbline init writes one)` };
  }
  const { configuration, problems } = await readConfiguration({
    text,
    readFile: readFileOf,
    knownRules: ruleIds(),
  });
  if (problems.length === 0) return { name, status: 'ok', detail: `${CONFIGURATION_FILE} is valid`, configuration };
  const advice = problems.map(({ file, line, column, message, suggestion }) => {
    const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
    return `${file}:${line}:${column}: ${message}${hint}`;
  });
  const detail = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
  return { name, status: 'missing', detail, advice: advice.join('\n') };
}

export async function checkCache(folder: string): Promise<Check> {
  const name = 'Cache';
  const probe = join(folder, `.doctor-${randomUUID()}`);
  try {
    makeFolder(folder, 0o700);
    await writeFile(probe, '');
    await rm(probe);
    return { name, status: 'ok', detail: `${folder} (${await sizeOf(folder)})` };
  } catch (error) {
    const advice = 'Set PLUMBLINE_CACHE to a folder that can be written; until then, every review starts from scratch.';
    return { name, status: 'warn', detail: reasonOf(error), advice };
  }
}

async function sizeOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map((entry) =>
      // Another review may remove it meanwhile.
      stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const size = bytes < MEGABYTE ? 'less than 1 MB' : `${Math.round(bytes / MEGABYTE)} MB`;
  return files.length === 0 ? 'empty' : `${size} of at most ${Math.round(MAX_CACHE_BYTES / MEGABYTE)} MB`;
}

const MEGABYTE = 1_000_000;
