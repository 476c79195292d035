import { basename } from 'node:path/posix';
import * as z from 'zod';
import { parseJson } from './json-lock-file.ts';
import { lineFinder, lockedPackage, type LockedPackage, type LockFileReader } from './lock-file.ts';
import { licenceOf } from './npm-lock.ts';

export const composerLock: LockFileReader = {
  format: 'composer.lock',
  matches: (path) => basename(path) === 'composer.lock',
  read: (text) => {
    const lock = parseJson(text, composerLockFile);
    const lineOf = lineFinder(text, (line) =>
      /^\s*"name": "([^"\s]+\/[^"\s]+)"/.exec(line)?.[1]?.replaceAll('\\/', '/'),
    );
    const packages: LockedPackage[] = [];
    const problems: string[] = [];
    for (const [group, development] of [
      [lock.packages, undefined],
      [lock['packages-dev'] ?? [], true],
    ] as const) {
      for (const { name, version, license } of group) {
        const line = lineOf(name);
        const known = { ecosystem: 'Packagist', name, version: version.replace(/^v(?=\d)/, ''), line } as const;
        if (/^\d/.test(known.version))
          packages.push(lockedPackage({ ...known, development, licence: licenceOf(license) }));
        else problems.push(`${name} is at a branch (${version}), not at a version`);
      }
    }
    return { packages, problems };
  },
};

const composerPackage = z.object({ name: z.string(), version: z.string(), license: z.unknown().optional() });
const composerLockFile = z.object({
  packages: z.array(composerPackage),
  'packages-dev': z.array(composerPackage).nullish(),
});
