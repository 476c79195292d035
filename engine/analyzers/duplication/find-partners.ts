import type { PrepareInput } from '../analyzer.ts';
import type { SourceFile } from '../../source/source.ts';
import { crudeTokens } from './crude-tokens.ts';
import type { CloneOptions } from './find-clones.ts';
import { languageFamily, type LanguageFamily } from './language-family.ts';

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
 * The files of the snapshot that are not looked at, but may share a clone with one that is. Found by their bytes: a
 * clone of n tokens is at least n words and signs, whatever the language, so each file that holds one shares a row of
 * words and signs. Some files that share such a row hold no clone; none that holds one is missed, but where comments
 * are told from code differently than by the grammar (docs/duplication.md).
 */
export async function findPartners(input: PrepareInput, options: CloneOptions): Promise<Partners> {
  const none: Partners = { files: [], beyond: [], unreadable: [] };
  const changed = input.files.filter(({ classification }) => classification.language && !classification.leftOut);
  const { within, beyond } = candidates(
    input,
    changed.map(({ file }) => file),
  );
  if (changed.length === 0 || within.length + beyond.length === 0) return none;

  const rows = new SharedRows(options);
  const unreadable: string[] = [];
  await forEachContent(
    input,
    changed.map(({ file }) => file),
    {
      visit: (file, bytes) => rows.add(familyOf(input, file)!, bytes),
      fail: (file) => unreadable.push(file.path),
    },
  );
  const files: SourceFile[] = [];
  await forEachContent(input, within, {
    visit: (file, bytes) => {
      if (rows.sharedBy(familyOf(input, file)!, bytes)) files.push(file);
    },
    fail: (file) => unreadable.push(file.path),
  });
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, beyond: beyond.map((file) => file.path), unreadable };
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

async function forEachContent(
  input: PrepareInput,
  files: readonly SourceFile[],
  { visit, fail }: { visit: (file: SourceFile, bytes: Buffer) => void; fail: (file: SourceFile) => void },
): Promise<void> {
  for (let at = 0; at < files.length; at += READ_AHEAD) {
    input.signal?.throwIfAborted();
    const some = files.slice(at, at + READ_AHEAD);
    const contents = await Promise.all(some.map((file) => input.snapshot.read(file).catch(() => undefined)));
    for (const [i, file] of some.entries()) {
      const bytes = contents[i];
      if (bytes) visit(file, bytes);
      else fail(file);
    }
  }
}

const BASE = 0x2c1b3c6d;
const SPREAD = 0x9e3779b1;

/**
 * Rows of crude tokens that the changed files hold. Kept is every `step`th row of `length`, asked is every row: with
 * length + step - 1 = minTokens, a common run of minTokens holds one that is kept.
 */
class SharedRows {
  private readonly length: number;
  private readonly step: number;
  private readonly power: number;
  private readonly ignoreNames: boolean;
  private readonly kept = new Map<LanguageFamily, Set<number>>();
  /** One bit for each of 2^20 classes of hashes: most rows are told to be unknown without a look at the set. */
  private readonly known = new Uint8Array(2 ** 17);

  constructor({ minTokens, ignoreNames }: CloneOptions) {
    this.step = Math.max(1, Math.floor(minTokens / 5));
    this.length = minTokens - this.step + 1;
    this.ignoreNames = ignoreNames;
    let power = 1;
    for (let i = 1; i < this.length; i++) power = Math.imul(power, BASE);
    this.power = power;
  }

  add(family: LanguageFamily, bytes: Buffer): void {
    let kept = this.kept.get(family);
    if (!kept) this.kept.set(family, (kept = new Set()));
    this.forEachRow(family, bytes, (hash, start) => {
      if (start % this.step !== 0) return false;
      kept.add(hash);
      this.known[hash >>> 15]! |= 1 << ((hash >>> 12) & 7);
      return false;
    });
  }

  sharedBy(family: LanguageFamily, bytes: Buffer): boolean {
    const kept = this.kept.get(family);
    if (!kept) return false;
    return this.forEachRow(
      family,
      bytes,
      (hash) => (this.known[hash >>> 15]! & (1 << ((hash >>> 12) & 7))) !== 0 && kept.has(hash),
    );
  }

  /** Until `visit` says to stop; whether it did. */
  private forEachRow(family: LanguageFamily, bytes: Buffer, visit: (hash: number, start: number) => boolean): boolean {
    const { hashes, count } = crudeTokens(bytes, { family, ignoreNames: this.ignoreNames });
    let hash = 0;
    for (let i = 0; i < count; i++) {
      if (i >= this.length) hash = (hash - Math.imul(hashes[i - this.length]!, this.power)) | 0;
      hash = (Math.imul(hash, BASE) + hashes[i]!) | 0;
      const start = i - this.length + 1;
      if (start >= 0 && visit(Math.imul(hash ^ (hash >>> 15), SPREAD) >>> 0, start)) return true;
    }
    return false;
  }
}
