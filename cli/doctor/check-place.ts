import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readConfiguration } from '../../engine/config/read-configuration.ts';
import { CONFIGURATION_FILE } from '../../engine/config/schema.ts';
import { knownRules } from '../../engine/known-rules.ts';
import { makeFolder } from '../../engine/make-folder.ts';
import { discoverRepository } from '../../engine/source/discover-repository.ts';
import { SourceError } from '../../engine/source/source.ts';
import { reasonOf, type Check } from './check.ts';

export async function checkRepository(folder: string): Promise<Check & { readonly root: string }> {
  const name = 'Repository';
  const root = resolve(folder);
  try {
    const facts = await discoverRepository(folder);
    const found = { name, root: facts.root ?? root };
    if (!facts.shallow) return { ...found, status: 'ok', detail: facts.name };
    const advice = 'To compare with a base, fetch its history: git fetch --unshallow (in a workflow: fetch-depth: 0).';
    return { ...found, status: 'warn', detail: `${facts.name}, a shallow clone`, advice };
  } catch (error) {
    const advice = error instanceof SourceError ? error.advice : 'Only the folder as it is can be reviewed.';
    const missing = error instanceof SourceError && error.code === 'no-such-folder';
    return { name, root, status: missing ? 'missing' : 'warn', detail: reasonOf(error), advice };
  }
}

export async function checkConfiguration(root: string): Promise<Check> {
  const name = 'Configuration';
  const readFileOf = (path: string) => readFile(join(root, path), 'utf8').catch(() => undefined);
  const text = await readFileOf(CONFIGURATION_FILE);
  if (text === undefined) {
    return { name, status: 'ok', detail: `no ${CONFIGURATION_FILE}: the defaults hold (plumbline init writes one)` };
  }
  const { problems } = await readConfiguration({
    text,
    readFile: readFileOf,
    knownRules: knownRules().map(({ id }) => id),
  });
  if (problems.length === 0) return { name, status: 'ok', detail: `${CONFIGURATION_FILE} is valid` };
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
    return { name, status: 'ok', detail: folder };
  } catch (error) {
    const advice = 'Name a folder that can be written: PLUMBLINE_CACHE=…; until then every review starts from nothing.';
    return { name, status: 'warn', detail: reasonOf(error), advice };
  }
}
