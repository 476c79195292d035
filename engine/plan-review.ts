import type { Configuration } from './config/configuration.ts';
import type { PlannedFile } from './analyze-files.ts';
import type { NotLookedAt } from './analyzers/analyzer.ts';
import { isSearchedAllTheSame } from './analyzers/secrets/left-out-files.ts';
import { classifySnapshot } from './source/classify.ts';
import type { AttributesOf } from './source/git-attributes.ts';
import type { Classification, LeftOutReason } from './source/language.ts';
import { isBinaryPath } from './source/left-out-by-path.ts';
import type { Change, Snapshot, SourceFile } from './source/source.ts';

/** One side of a review: a snapshot, what each of its files is, and those to look at. */
export interface SidePlan {
  readonly snapshot: Snapshot;
  /** Every file of the snapshot, by what its path and size tell. */
  readonly classified: ReadonlyMap<string, Classification>;
  /** Among them those that are left out but searched for secrets. */
  readonly planned: readonly PlannedFile[];
  /** Files within the review's scope that nobody looks at, with the reason. */
  readonly leftOut: readonly NotLookedAt[];
}

/** Bytes of source that one review looks at, some ten million lines; files beyond it are listed. */
export const MAX_TOTAL_BYTES = 512 * 2 ** 20;

/**
 * Bytes of files left out of all else that one review searches for secrets, and of one such file: a tree of other
 * people's code may be many times the sources, and a bundle is larger than what people write.
 */
export const MAX_LEFT_OUT_BYTES = 64 * 2 ** 20;
export const MAX_LEFT_OUT_FILE_BYTES = 4 * 2 ** 20;

export interface PlanOptions {
  readonly configuration: Configuration;
  /** The base's `.gitattributes`: a change cannot declare its own files generated. */
  readonly attributes: AttributesOf;
  /** The files to look at; absent: all. */
  readonly only: readonly SourceFile[] | undefined;
}

/** Decides which files of a snapshot are looked at: all of them, or those that a change touched. */
export async function planSide(
  snapshot: Snapshot,
  { configuration, attributes, only }: PlanOptions,
): Promise<SidePlan> {
  const { include, exclude, generated, vendored } = configuration;
  const classified = await classifySnapshot(snapshot, { include, exclude, generated, vendored, attributes });
  const planned: PlannedFile[] = [];
  const leftOut: NotLookedAt[] = [];
  const isSearched = leftOutSearch(configuration);
  let bytes = 0;
  for (const file of only ?? snapshot.files) {
    const classification = classified.get(file.path);
    if (!classification || classification.leftOut === 'empty') continue;
    if (classification.leftOut) {
      if (isSearched(file, classification)) planned.push({ snapshot, file, classification });
      else leftOut.push(leftOutEntry(file.path, classification, { searched: false }));
    } else if (bytes + file.size > MAX_TOTAL_BYTES) leftOut.push(beyondTotal(file.path));
    else {
      bytes += file.size;
      planned.push({ snapshot, file, classification });
    }
  }
  return { snapshot, classified, planned, leftOut };
}

/** The changed files of one side, each once, ordered by path. */
export function changedFiles(changes: readonly Change[], side: 'old' | 'new'): SourceFile[] {
  const files = new Map<string, SourceFile>();
  for (const change of changes) {
    const file = change[side];
    // The source of a copy was not changed by it.
    if (file && !(side === 'old' && change.status === 'copied')) files.set(file.path, file);
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Says of one file after the other whether it is searched for secrets although it is left out. */
function leftOutSearch({ analyzers }: Configuration): (file: SourceFile, known: Classification) => boolean {
  let bytes = 0;
  return (file, known) => {
    if (!analyzers.secrets.enabled || !isSearchedAllTheSame(known) || isBinaryPath(file.path)) return false;
    if (file.size > MAX_LEFT_OUT_FILE_BYTES || bytes + file.size > MAX_LEFT_OUT_BYTES) return false;
    bytes += file.size;
    return true;
  };
}

function beyondTotal(path: string): NotLookedAt {
  const detail = `More than ${MAX_TOTAL_BYTES / 2 ** 20} MiB of source come before it. Review a part, or exclude what is not yours.`;
  return { subject: path, path, reason: 'limit', detail };
}

/** The list's entry for a file that is left out on purpose, or for its size. */
export function leftOutEntry(
  path: string,
  classification: Classification,
  { searched }: { readonly searched: boolean },
): NotLookedAt {
  const reason = classification.leftOut as keyof typeof LEFT_OUT_DETAILS;
  const detail = LEFT_OUT_DETAILS[reason];
  if (!isSearchedAllTheSame(classification)) return { subject: path, path, reason, detail };
  const secrets = searched ? 'Searched for secrets of a known form alone.' : 'Not searched for secrets.';
  return { subject: path, path, reason, detail: `${detail} ${secrets}` };
}

const LEFT_OUT_DETAILS = {
  binary: 'Binary content.',
  generated: 'Written by a tool: fix what it is made from.',
  vendored: "Other people's code.",
  minified: 'Minified code.',
  'too-large': 'Larger than what is analysed.',
  'lfs-pointer': 'Its content is kept by Git LFS, not in the repository.',
  submodule: 'Another repository: review it by itself.',
  symlink: 'A link: what it points to is looked at where it is.',
  'not-detectable': 'Marked `-linguist-detectable` in .gitattributes.',
  excluded: 'Excluded by the configuration.',
} as const satisfies Record<Exclude<LeftOutReason, 'empty'>, string>;
