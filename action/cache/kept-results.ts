/**
 * Results of earlier runs, as one gzip-compressed text: a line for each, `KEY JSON`, those used last first. There are no
 * names of files in it, so that whatever comes back from the runner's cache can name nothing on the disk.
 */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

/** What is kept, unpacked: the results of some 6,000 files of code. Packed it is a fifth. */
export const MAX_KEPT_BYTES = 64 * 2 ** 20;

/** JSON texts by the keys of the engine's cache. */
export type KeptResults = ReadonlyMap<string, Buffer>;

const KEY_LENGTH = 64;
const LINE_END = 10;
const SPACE = 32;

/** Throws where it is damaged, or larger than what {@link packResults} makes. */
export function unpackResults(packed: Uint8Array): KeptResults {
  return readResults(gunzipSync(packed, { maxOutputLength: MAX_KEPT_BYTES }));
}

/** Reads lines; what is none is left out, such as one cut short. */
export function readResults(text: Buffer): Map<string, Buffer> {
  const results = new Map<string, Buffer>();
  for (let start = 0, end = text.indexOf(LINE_END); end !== -1; start = end + 1, end = text.indexOf(LINE_END, start)) {
    const key = text.toString('latin1', start, Math.min(start + KEY_LENGTH, end));
    if (!/^[0-9a-f]{64}$/.test(key)) continue;
    if (start + KEY_LENGTH === end) results.set(key, results.get(key) ?? NOTHING);
    else if (text[start + KEY_LENGTH] === SPACE) results.set(key, text.subarray(start + KEY_LENGTH + 1, end));
  }
  return results;
}

/** Stands for a result that was used, and is elsewhere. */
const NOTHING = Buffer.alloc(0);

/** A line that {@link readResults} reads: a result, or the note that one was used. */
export function lineOf(key: string, json?: string): string {
  return json === undefined ? `${key}\n` : `${key} ${json}\n`;
}

export interface PackedResults {
  /** Names what is in it, for results are determined by their keys, and what it replaces, which may be damaged. */
  readonly name: string;
  readonly packed: Buffer;
}

export interface Packing {
  /** Whether what the run did not need is left out. */
  readonly ofRunAlone?: boolean;
  readonly maxBytes?: number;
}

/**
 * What is to be kept after a run: what it used and made, then what was there before, as far as there is room. Undefined where
 * it made nothing. `restored`: packed, as it was found; empty where there was nothing.
 */
export function packResults(
  restored: Buffer,
  run: KeptResults,
  { ofRunAlone = false, maxBytes = MAX_KEPT_BYTES }: Packing = {},
): PackedResults | undefined {
  const before = unpackedOrNothing(restored);
  // One that was there and was made all the same was no result.
  const made = [...run].some(([key, json]) => json.length > 0 && before.get(key)?.equals(json) !== true);
  if (!made) return undefined;
  const kept = new Map<string, Buffer>();
  let bytes = 0;
  for (const [key, json] of [...run, ...(ofRunAlone ? [] : before)]) {
    const content = json.length > 0 ? json : before.get(key);
    if (content === undefined || kept.has(key)) continue;
    bytes += KEY_LENGTH + content.length + 2;
    if (bytes > maxBytes) break;
    kept.set(key, content);
  }
  const lines = [...kept].flatMap(([key, json]) => [Buffer.from(`${key} `), json, Buffer.from('\n')]);
  const name = createHash('sha256')
    .update([...kept.keys()].sort().join('\n'))
    .update(restored)
    .digest('hex')
    .slice(0, 32);
  return { name, packed: gzipSync(Buffer.concat(lines), { level: 4 }) };
}

function unpackedOrNothing(packed: Buffer): KeptResults {
  try {
    return unpackResults(packed);
  } catch {
    return new Map();
  }
}
