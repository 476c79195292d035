import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

export type SemgrepProgram = 'semgrep' | 'opengrep';

/** The program's file in one of the folders of `PATH`; nothing where it is in none. Relative folders do not count. */
export function findProgram(name: SemgrepProgram, path: string): string | undefined {
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  return path
    .split(delimiter)
    .filter(isAbsolute)
    .flatMap((folder) => names.map((each) => join(folder, each)))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
