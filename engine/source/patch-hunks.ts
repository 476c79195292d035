import type { BlobId, Hunk } from './source.ts';

export interface ContentDiff {
  readonly binary: boolean;
  readonly hunks: readonly Hunk[];
}

/**
 * The hunks of a git patch made with `-U0 --full-index`, by the pair of blobs they lead from and to: hunks depend on
 * nothing but the two contents, so that names, which a patch quotes, need not be read. Lines are skipped by the
 * number that their hunk announces, and never looked into.
 */
export function patchHunks(patch: Buffer): ReadonlyMap<string, ContentDiff> {
  const byBlobs = new Map<string, ContentDiff>();
  let current: { binary: boolean; hunks: Hunk[] } | undefined;
  for (let at = 0; at < patch.length;) {
    const line = lineAt(patch, at);
    at = line.next;
    const index = INDEX_LINE.exec(line.text);
    const hunk = parseHunkHeader(line.text);
    if (index) {
      current = { binary: false, hunks: [] };
      byBlobs.set(blobPair(index[1]!, index[2]!), current);
    } else if (hunk && current) {
      current.hunks.push(hunk);
      at = skipLines(patch, { at, count: hunk.oldLines + hunk.newLines });
    } else if (line.text.startsWith('Binary files ') && current) {
      current.binary = true;
    }
  }
  return byBlobs;
}

/** Key of {@link patchHunks}. A side that does not exist has an id of zeros only. */
export function blobPair(old: BlobId, fresh: BlobId): string {
  return `${old}..${fresh}`;
}

/** `@@ -3,2 +3 @@ section`: a count that is left out is 1. `undefined` for any other line. */
function parseHunkHeader(line: string): Hunk | undefined {
  const match = HUNK_HEADER.exec(line);
  if (!match) return undefined;
  return {
    oldStart: Number(match[1]),
    oldLines: Number(match[2] ?? 1),
    newStart: Number(match[3]),
    newLines: Number(match[4] ?? 1),
  };
}

const INDEX_LINE = /^index ([0-9a-f]+)\.\.([0-9a-f]+)(?: [0-7]+)?$/;
const HUNK_HEADER = /^@@ -([0-9]+)(?:,([0-9]+))? \+([0-9]+)(?:,([0-9]+))? @@(?: |$)/;

/** Headers are short: what a line holds past this is content that nobody reads here. */
const MAX_HEADER_BYTES = 8192;

function lineAt(patch: Buffer, start: number): { readonly text: string; readonly next: number } {
  const end = lineEnd(patch, start);
  return { text: patch.toString('latin1', start, Math.min(end, start + MAX_HEADER_BYTES)), next: end + 1 };
}

function lineEnd(patch: Buffer, start: number): number {
  const end = patch.indexOf(0x0a, start);
  return end === -1 ? patch.length : end;
}

function skipLines(patch: Buffer, lines: { at: number; count: number }): number {
  let { at } = lines;
  for (let skipped = 0; skipped < lines.count && at < patch.length; at = lineEnd(patch, at) + 1) {
    if (patch[at] !== BACKSLASH) skipped++;
  }
  return at;
}

/** Begins `\ No newline at end of file`, which is not a line of the file. */
const BACKSLASH = 0x5c;
