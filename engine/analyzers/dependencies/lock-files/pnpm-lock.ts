import { basename } from 'node:path/posix';
import * as z from 'zod';
import { LockFileError, lineFinder, lockedPackage, type LockedPackage, type LockFileReader } from './lock-file.ts';

/** `pnpm-lock.yaml` of lock file versions 5 to 9: they differ in how a package's key is written. */
export const pnpmLock: LockFileReader = {
  format: 'pnpm-lock.yaml',
  matches: (path) => basename(path) === 'pnpm-lock.yaml',
  read: async (text) => {
    const lineOf = lineFinder(text, (line) =>
      /^ {2}(?:'([^']*)'|"([^"]*)"|([^\s'"#][^:]*)):/.exec(line)?.slice(1).find(Boolean),
    );
    const packages: LockedPackage[] = [];
    const problems: string[] = [];
    for (const lock of await documentsOf(text)) {
      const direct = directNames(lock);
      for (const [key, one] of Object.entries(lock.packages ?? {})) {
        const id = idOf(key, one);
        if (!id) {
          problems.push(`${key} is not taken from the registry`);
          continue;
        }
        const [name, version] = id;
        packages.push(
          lockedPackage({
            ecosystem: 'npm',
            name,
            version,
            line: lineOf(key),
            direct: direct.has(name),
            development: one?.dev === true ? true : undefined,
          }),
        );
      }
    }
    return { packages, problems };
  },
};

const importer = z.object({
  dependencies: z.record(z.string(), z.unknown()).optional(),
  devDependencies: z.record(z.string(), z.unknown()).optional(),
  optionalDependencies: z.record(z.string(), z.unknown()).optional(),
});
const packageEntry = z
  .object({ name: z.string().optional(), version: z.string().optional(), dev: z.boolean().optional() })
  .nullish();
const pnpmLockFile = importer.extend({
  lockfileVersion: z.union([z.string(), z.number()]),
  importers: z.record(z.string(), importer).optional(),
  packages: z.record(z.string(), packageEntry).optional(),
});

/** Newer versions of pnpm put what pnpm itself needs into a document of its own. */
async function documentsOf(text: string): Promise<readonly z.infer<typeof pnpmLockFile>[]> {
  // Loaded when it is needed: few reviews come upon a pnpm lock file.
  const { parseYamlDocuments } = await import('./parse-yaml-documents.ts');
  return parseYamlDocuments(text).map((document) => {
    const parsed = pnpmLockFile.safeParse(document);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const where = issue?.path.map(String).join(' → ') || 'its start';
    throw new LockFileError(`${where}: ${issue?.message ?? 'of another form'}`);
  });
}

function directNames(lock: z.infer<typeof pnpmLockFile>): ReadonlySet<string> {
  const importers = [lock, ...Object.values(lock.importers ?? {})];
  return new Set(
    importers.flatMap((one) =>
      [one.dependencies, one.devDependencies, one.optionalDependencies].flatMap((group) => Object.keys(group ?? {})),
    ),
  );
}

/** `/a/1.0.0_peer@2` (5), `/a@1.0.0(peer@2)` (6), `a@1.0.0` (9); what comes from elsewhere has a URL or `name` and `version`. */
function idOf(key: string, one: z.infer<typeof packageEntry>): readonly [name: string, version: string] | undefined {
  const match =
    /^\/?((?:@[^/@\s]+\/)?[^/@\s]+)@(\d[^()\s:/]*)(?:\(|$)/.exec(key) ??
    /^\/((?:@[^/@\s]+\/)?[^/@\s]+)\/(\d[^_()\s:/]*)(?:_|$)/.exec(key);
  if (match) return [match[1]!, match[2]!];
  return one?.name !== undefined && one.version !== undefined && !/[:]|\.tgz|git/.test(key)
    ? [one.name, one.version]
    : undefined;
}
