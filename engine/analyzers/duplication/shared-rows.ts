import { crudeTokens } from './crude-tokens.ts';
import type { CloneOptions } from './find-clones.ts';
import type { LanguageFamily } from './language-family.ts';

const BASE = 0x2c1b3c6d;
const SPREAD = 0x9e3779b1;

/**
 * Rows of crude tokens that some files hold. Kept is every `step`th row of `length`, asked is every row: with
 * length + step - 1 = minTokens, a common run of minTokens holds one that is kept.
 */
export class SharedRows {
  private readonly step: number;
  private readonly kept = new Map<LanguageFamily, Set<number>>();
  /** One bit for each of 2^20 classes of hashes: most rows are told to be unknown without a look at the set. */
  private readonly known = new Uint8Array(2 ** 17);

  constructor({ minTokens }: CloneOptions) {
    this.step = stepOf(minTokens);
  }

  add(family: LanguageFamily, rows: Uint32Array): void {
    let kept = this.kept.get(family);
    if (!kept) this.kept.set(family, (kept = new Set()));
    for (let i = 0; i < rows.length; i += this.step) {
      const hash = rows[i]!;
      kept.add(hash);
      this.known[hash >>> 15]! |= 1 << ((hash >>> 12) & 7);
    }
  }

  sharedBy(family: LanguageFamily, rows: Uint32Array): boolean {
    const kept = this.kept.get(family);
    if (!kept) return false;
    for (let i = 0; i < rows.length; i++) {
      const hash = rows[i]!;
      if ((this.known[hash >>> 15]! & (1 << ((hash >>> 12) & 7))) !== 0 && kept.has(hash)) return true;
    }
    return false;
  }
}

/** Hashes of a file's rows, each by the crude token it starts with. */
export function rowsOf(family: LanguageFamily, bytes: Buffer, { minTokens, ignoreNames }: CloneOptions): Uint32Array {
  const length = minTokens - stepOf(minTokens) + 1;
  let power = 1;
  for (let i = 1; i < length; i++) power = Math.imul(power, BASE);
  const { hashes, count } = crudeTokens(bytes, { family, ignoreNames });
  const rows = new Uint32Array(Math.max(0, count - length + 1));
  let hash = 0;
  for (let i = 0; i < count; i++) {
    if (i >= length) hash = (hash - Math.imul(hashes[i - length]!, power)) | 0;
    hash = (Math.imul(hash, BASE) + hashes[i]!) | 0;
    if (i >= length - 1) rows[i - length + 1] = Math.imul(hash ^ (hash >>> 15), SPREAD);
  }
  return rows;
}

function stepOf(minTokens: number): number {
  return Math.max(1, Math.floor(minTokens / 5));
}
