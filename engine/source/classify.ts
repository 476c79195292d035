import { pathMatcher } from '../config/globs.ts';
import { classifyByPath, classifyContent } from './classify-file.ts';
import { readGitAttributes, type AttributesOf } from './git-attributes.ts';
import type { Classification, LeftOutReason } from './language.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { SourceError, type Snapshot, type SourceFile } from './source.ts';

export { classify, classifyByPath, classifyContent } from './classify-file.ts';

/** The lists are globs of the configuration, as `pathMatcher` reads them. */
export interface ClassifyOptions {
  /** What is looked at; by default everything. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Besides those known by name, content or attributes. */
  readonly generated?: readonly string[];
  readonly vendored?: readonly string[];
  /** Attributes of another tree, such as the base's, in place of the snapshot's own. */
  readonly attributes?: AttributesOf;
}

/** Files without an extension that are opened for their `#!` line, at most. */
export const MAX_SCRIPTS_READ = 2000;

/** A script without an extension is short; longer files are not opened for a `#!`. */
const MAX_SCRIPT_BYTES = 64 * 1024;

const CONCURRENT_READS = 16;

/**
 * What every file of a snapshot is, by its path, size and attributes. Only .gitattributes and small files without an
 * extension are read: what the content of a file tells besides is `classifyContent`'s, when the file is read anyway.
 */
export async function classifySnapshot(
  snapshot: Snapshot,
  options: ClassifyOptions = {},
): Promise<ReadonlyMap<string, Classification>> {
  const attributesOf = options.attributes ?? (await readGitAttributes(snapshot));
  const headers = usualHeaders(snapshot.files);
  const classified = new Map<string, Classification>();
  const configured = readConfigured(options);
  for (const file of snapshot.files) {
    const facts = { attributes: attributesOf(file.path), configured: configured(file.path), headers };
    classified.set(file.path, classifyByPath(file, facts));
  }
  const scripts = snapshot.files.filter((file) => maybeScript(file, classified.get(file.path)!));
  await mapConcurrently(scripts.slice(0, MAX_SCRIPTS_READ), CONCURRENT_READS, async (file) => {
    const content = await readable(snapshot, file);
    if (!content) return;
    const known = classified.get(file.path)!;
    classified.set(file.path, classifyContent(known, file.path, content));
  });
  return classified;
}

function readConfigured(options: ClassifyOptions): (path: string) => LeftOutReason | undefined {
  const { include = ['**'] } = options;
  const included = include.includes('**') ? () => true : pathMatcher(include);
  const excluded = pathMatcher(options.exclude ?? []);
  const generated = pathMatcher(options.generated ?? []);
  const vendored = pathMatcher(options.vendored ?? []);
  return (path) => {
    if (!included(path) || excluded(path)) return 'excluded';
    if (vendored(path)) return 'vendored';
    return generated(path) ? 'generated' : undefined;
  };
}

/** A repository with C++ sources and no C ones has C++ headers. */
function usualHeaders(files: readonly SourceFile[]): 'C' | 'C++' {
  const cpp = files.some((file) => /\.(?:cc|cpp|cxx)$/.test(file.path));
  return cpp && !files.some((file) => file.path.endsWith('.c')) ? 'C++' : 'C';
}

function maybeScript(file: SourceFile, known: Classification): boolean {
  if (known.leftOut || known.languageName !== undefined || file.size > MAX_SCRIPT_BYTES) return false;
  return !file.path.slice(file.path.lastIndexOf('/') + 1).includes('.', 1);
}

/** A file that cannot be read keeps what its path told; whoever reads it for good reports the reason. */
async function readable(snapshot: Snapshot, file: SourceFile): Promise<Buffer | undefined> {
  try {
    return await snapshot.read(file);
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
