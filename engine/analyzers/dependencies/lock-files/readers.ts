import { cargoLock } from './cargo-lock.ts';
import { composerLock } from './composer-lock.ts';
import { gemfileLock } from './gemfile-lock.ts';
import { goMod } from './go-mod.ts';
import { gradleLockfile, pom } from './jvm-locks.ts';
import type { LockFileReader } from './lock-file.ts';
import { npmLock } from './npm-lock.ts';
import { pnpmLock } from './pnpm-lock.ts';
import { pipfileLock, poetryLock, requirements, uvLock } from './python-locks.ts';
import { yarnLock } from './yarn-lock.ts';

const READERS: readonly LockFileReader[] = [
  npmLock,
  pnpmLock,
  yarnLock,
  requirements,
  pipfileLock,
  poetryLock,
  uvLock,
  goMod,
  pom,
  gradleLockfile,
  gemfileLock,
  composerLock,
  cargoLock,
];

/** Who reads a lock file, known by its path. */
export function lockFileReader(path: string): LockFileReader | undefined {
  return READERS.find((reader) => reader.matches(path));
}
