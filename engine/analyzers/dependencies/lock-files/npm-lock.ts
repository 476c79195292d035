import { basename } from 'node:path/posix';
import * as z from 'zod';
import { objectKey, parseJson } from './json-lock-file.ts';
import {
  LockFileError,
  lineFinder,
  lockedPackage,
  type LockedPackage,
  type LockedPackages,
  type LockFileReader,
} from './lock-file.ts';

/** `package-lock.json` and `npm-shrinkwrap.json` of lock file versions 1 to 3; 2 has both forms, and the newer is read. */
export const npmLock: LockFileReader = {
  format: 'package-lock.json',
  matches: (path) => ['package-lock.json', 'npm-shrinkwrap.json'].includes(basename(path)),
  read: (text) => {
    const lock = parseJson(text, npmLockFile);
    if (lock.packages) return readPackages(text, lock.packages);
    if (lock.dependencies) return readNested(text, lock.dependencies);
    if (lock.lockfileVersion !== undefined) return { packages: [], problems: [] };
    throw new LockFileError('it has neither packages nor dependencies');
  },
};

const names = z.record(z.string(), z.unknown()).optional();
const entry = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.unknown().optional(),
  link: z.boolean().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  license: z.unknown().optional(),
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
});
interface NestedEntry {
  readonly version?: string | undefined;
  readonly dev?: boolean | undefined;
  readonly dependencies?: unknown;
}
const nestedEntry: z.ZodType<NestedEntry> = z.object({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  dependencies: z.unknown().optional(),
});
const nestedEntries = z.record(z.string(), nestedEntry);
const npmLockFile = z.object({
  lockfileVersion: z.number().optional(),
  packages: z.record(z.string(), entry).optional(),
  dependencies: nestedEntries.optional(),
});

const FOLDER = 'node_modules/';

function readPackages(text: string, entries: Readonly<Record<string, z.infer<typeof entry>>>): LockedPackages {
  const lineOf = lineFinder(text, objectKey);
  const packages: LockedPackage[] = [];
  const problems: string[] = [];
  const direct = directNames(entries);
  for (const [key, one] of Object.entries(entries)) {
    const at = key.lastIndexOf(FOLDER);
    if (at === -1 || one.link === true || one.version === undefined) continue;
    const installed = key.slice(at + FOLDER.length);
    if (typeof one.resolved === 'string' && /^(?:git|file|github)[+:]/.test(one.resolved)) {
      problems.push(`${installed} is not taken from the registry`);
      continue;
    }
    packages.push(
      lockedPackage({
        ecosystem: 'npm',
        name: one.name ?? installed,
        version: one.version,
        line: lineOf(key),
        direct: at === 0 && direct.has(installed),
        development: one.dev === true || one.devOptional === true ? true : undefined,
        licence: licenceOf(one.license),
      }),
    );
  }
  return { packages, problems };
}

/** Of the root and of workspaces: their entries are the folders outside `node_modules`. */
function directNames(entries: Readonly<Record<string, z.infer<typeof entry>>>): ReadonlySet<string> {
  const projects = Object.entries(entries).filter(([key]) => !key.includes(FOLDER));
  return new Set(
    projects.flatMap(([, one]) =>
      [one.dependencies, one.devDependencies, one.optionalDependencies, one.peerDependencies].flatMap((group) =>
        Object.keys(group ?? {}),
      ),
    ),
  );
}

/** Version 1: each package holds those installed below it. Does not say what is direct. */
function readNested(text: string, root: z.infer<typeof nestedEntries>): LockedPackages {
  const lineOf = lineFinder(text, objectKey);
  const packages: LockedPackage[] = [];
  const problems: string[] = [];
  const pending = Object.entries(root).reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [installed, one] = next;
    const line = lineOf(installed);
    const below = nestedEntries.safeParse(one.dependencies ?? {});
    if (below.success) for (const entry of Object.entries(below.data).reverse()) pending.push(entry);
    const alias = /^npm:(.+)@([^@]+)$/.exec(one.version ?? '');
    const [name, version] = alias ? [alias[1]!, alias[2]!] : [installed, one.version ?? ''];
    if (!/^\d/.test(version)) problems.push(`${installed} is not taken from the registry`);
    else
      packages.push(
        lockedPackage({ ecosystem: 'npm', name, version, line, development: one.dev === true ? true : undefined }),
      );
  }
  return { packages, problems };
}

/** A string today; packages of old give `{type}`, or a list to choose from. */
export function licenceOf(written: unknown): string | undefined {
  if (typeof written === 'string' && written !== '') return written;
  if (Array.isArray(written)) {
    const known = written.map(licenceOf).filter((one) => one !== undefined);
    return known.length > 1 ? `(${known.join(' OR ')})` : known[0];
  }
  if (typeof written === 'object' && written !== null && 'type' in written) return licenceOf(written.type);
  return undefined;
}
