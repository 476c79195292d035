import type { PrepareInput } from '../analyzer.ts';
import type { SourceFile } from '../../source/source.ts';
import type { CloneOptions } from './find-clones.ts';
import { languageFamily, type LanguageFamily } from './language-family.ts';
import { rowsOf, SharedRows } from './shared-rows.ts';

/** What of the unchanged code is read to find partners: some two million lines, and less than a second of work. */
export const MAX_PARTNER_BYTES = 64 * 1024 * 1024;

/** Files read at a time. */
const READ_AHEAD = 32;

export interface Partners {
  /** Unchanged files that may share a clone with a changed one, ordered by path. */
  readonly files: readonly SourceFile[];
  /** Not read: beyond {@link MAX_PARTNER_BYTES}. */
  readonly beyond: readonly string[];
  readonly unreadable: readonly string[];
}

/**
 * For each side of a review, the files of its snapshot that are not looked at, but may share a clone with one that is.
 * Found by their bytes: a clone of n tokens is at least n words and signs, whatever the language, so each file that
 * holds one shares a row of words and signs. Some files that share such a row hold no clone; none that holds one is
 * missed, but where comments are told from code differently than by the grammar (docs/duplication.md). What both sides
 * have is read once.
 */
export async function findPartners(sides: readonly PrepareInput[], options: CloneOptions): Promise<Partners[]> {
  const searches = await Promise.all(sides.map((input) => startSearch(input, options)));
  const asked = new Map<string, Same>();
  for (const search of searches) {
    for (const file of search.within) {
      const family = familyOf(search.input, file)!;
      const key = `${family} ${file.blob}`;
      const candidate = { search, file, family };
      const same = asked.get(key);
      if (same) same.push(candidate);
      else asked.set(key, [candidate]);
    }
  }
  await forEachContent([...asked.values()], {
    visit: (candidates, bytes) => {
      const { family } = candidates[0];
      const rows = rowsOf(family, bytes, options);
      for (const { search, file } of candidates) if (search.rows.sharedBy(family, rows)) search.files.push(file);
    },
    fail: (candidates) => candidates.forEach(({ search, file }) => search.unreadable.push(file.path)),
  });
  return searches.map(({ files, beyond, unreadable }) => ({
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    beyond: beyond.map((file) => file.path),
    unreadable,
  }));
}

/** The search on one side. */
interface Search {
  readonly input: PrepareInput;
  readonly within: readonly SourceFile[];
  readonly beyond: readonly SourceFile[];
  /** Of the changed files. */
  readonly rows: SharedRows;
  readonly files: SourceFile[];
  readonly unreadable: string[];
}

interface Candidate {
  readonly search: Search;
  readonly file: SourceFile;
  readonly family: LanguageFamily;
}

/** Files of one content. */
type Same = [Candidate, ...Candidate[]];

async function startSearch(input: PrepareInput, options: CloneOptions): Promise<Search> {
  const looked = input.files.filter(({ classification }) => classification.language && !classification.leftOut);
  const changed = looked.map(({ file }) => file);
  const search: Search = {
    input,
    ...(changed.length === 0 ? { within: [], beyond: [] } : candidates(input, changed)),
    rows: new SharedRows(options),
    files: [],
    unreadable: [],
  };
  if (search.within.length + search.beyond.length === 0) return search;
  const asked = changed.map((file): Same => [{ search, file, family: familyOf(input, file)! }]);
  await forEachContent(asked, {
    visit: ([{ family }], bytes) => search.rows.add(family, rowsOf(family, bytes, options)),
    fail: ([{ file }]) => search.unreadable.push(file.path),
  });
  return search;
}

function familyOf(input: PrepareInput, file: SourceFile): LanguageFamily | undefined {
  const language = input.classified.get(file.path)?.language;
  return language && languageFamily(language);
}

/** Nearest first, as far as the bytes reach. */
function candidates(
  input: PrepareInput,
  changed: readonly SourceFile[],
): { within: SourceFile[]; beyond: SourceFile[] } {
  const paths = new Set(input.files.map(({ file }) => file.path));
  const families = new Set(changed.map((file) => familyOf(input, file)));
  const distance = distanceTo(changed);
  const others = input.snapshot.files
    .filter((file) => !paths.has(file.path) && !input.classified.get(file.path)?.leftOut)
    .filter((file) => families.has(familyOf(input, file)) && familyOf(input, file) !== undefined)
    .map((file) => ({ file, steps: distance(file.path) }))
    .sort((a, b) => a.steps - b.steps || (a.file.path < b.file.path ? -1 : 1));
  const within: SourceFile[] = [];
  const beyond: SourceFile[] = [];
  let bytes = 0;
  for (const { file } of others) {
    bytes += file.size;
    (bytes <= MAX_PARTNER_BYTES ? within : beyond).push(file);
  }
  return { within, beyond };
}

/** Steps through the tree of folders to the nearest folder with a changed file. */
function distanceTo(changed: readonly SourceFile[]): (path: string) => number {
  /** For each folder above a changed file: the fewest steps down to one. */
  const down = new Map<string, number>();
  for (const { path } of changed) {
    let folder = path;
    for (let steps = 0; folder !== ''; steps++) {
      folder = folderOf(folder);
      down.set(folder, Math.min(steps, down.get(folder) ?? Infinity));
    }
  }
  return (path) => {
    let nearest = Infinity;
    let folder = path;
    for (let up = 0; folder !== ''; up++) {
      folder = folderOf(folder);
      nearest = Math.min(nearest, up + (down.get(folder) ?? Infinity));
    }
    return nearest;
  };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Reads each content once, from the first snapshot that has it. */
async function forEachContent(
  contents: readonly Same[],
  { visit, fail }: { visit: (of: Same, bytes: Buffer) => void; fail: (of: Same) => void },
): Promise<void> {
  for (let at = 0; at < contents.length; at += READ_AHEAD) {
    const some = contents.slice(at, at + READ_AHEAD);
    some[0]?.[0].search.input.signal?.throwIfAborted();
    const read = await Promise.all(some.map(readFirst));
    for (const [i, of] of some.entries()) {
      const bytes = read[i];
      if (bytes) visit(of, bytes);
      else fail(of);
    }
  }
}

async function readFirst(candidates: Same): Promise<Buffer | undefined> {
  for (const { search, file } of candidates) {
    const bytes = await search.input.snapshot.read(file).catch(() => undefined);
    if (bytes) return bytes;
  }
  return undefined;
}
