import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIGURATION_FILE } from '../engine/config/schema.ts';
import { visible } from '../engine/report/visible.ts';
import { EXIT } from './exit-codes.ts';
import { detectRepository, type RepositoryFacts } from './init/detect-repository.ts';
import { listFiles } from './init/list-files.ts';
import { writeConfiguration } from './init/write-configuration.ts';

export interface InitRequest {
  readonly folder: string;
  /** Replace a configuration that is there. */
  readonly force: boolean;
  readonly print: (text: string) => void;
}

/**
 * Writes a commented `.plumbline.yml` at the root of the repository and says what it found. Gives the exit code. Throws
 * SourceError where the folder cannot be looked at.
 */
export async function init({ folder, force, print }: InitRequest): Promise<number> {
  const { root, paths } = await listFiles(folder);
  const target = join(root, CONFIGURATION_FILE);
  const read = (path: string) => readFile(join(root, path), 'utf8').catch(() => undefined);
  const facts = await detectRepository(root, { paths, read });
  if (!(await write(target, { text: writeConfiguration(facts), force }))) {
    print(`${target} already exists. To replace it: plumbline init --force\n`);
    return EXIT.wrongUse;
  }
  print(`${summary(facts).join('\n')}\n\nWritten: ${target}\nNext: plumbline doctor, then plumbline review\n`);
  return EXIT.passed;
}

/** False where the file is there and may not be replaced. */
async function write(target: string, { text, force }: { text: string; force: boolean }): Promise<boolean> {
  try {
    await writeFile(target, text, { flag: force ? 'w' : 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function summary(facts: RepositoryFacts): string[] {
  const languages = facts.languages.map(({ name, files }) => `${name} (${files})`);
  return [
    line('Languages', languages),
    line('Lock files', facts.lockFiles),
    line('Coverage', facts.coverageReports),
    line('Test reports', facts.testReports),
    line(
      'Workspaces',
      facts.workspaces.map(({ path }) => path),
    ),
    line('Generated', facts.generated),
  ];
}

const MAX_NAMED = 6;
const LABEL_WIDTH = 14;

function line(label: string, found: readonly string[]): string {
  const named = found.slice(0, MAX_NAMED).map(visible).join(', ');
  const more = found.length > MAX_NAMED ? `, and ${found.length - MAX_NAMED} more` : '';
  return `${label.padEnd(LABEL_WIDTH)}${named === '' ? 'none found' : named + more}`;
}
