/** Numbers in a row, divided into runs that a repeat must not cross. */
export interface Sequence {
  readonly values: Int32Array;
  /** `[start, end)` of each run, in order; what lies between runs is part of no repeat. */
  readonly runs: readonly (readonly [number, number])[];
}

/** The parts of a sequence that can hold repeats, as a text for the suffix array. */
export interface RepeatedRegions {
  /** Dense numbers; each region is followed by a number of its own, the last of them by the only 0. */
  readonly text: Int32Array;
  readonly alphabet: number;
  /** Where each of `text` stood in the sequence; -1 for what divides regions. */
  readonly origin: Int32Array;
}

/**
 * Keeps what lies in windows of `length` numbers that occur at least twice, which is little of ordinary code, so that
 * sorting is of that little. Windows are compared by hash: a collision keeps too much, never too little.
 */
export function repeatedRegions(sequence: Sequence, length: number): RepeatedRegions {
  const regions = keptRegions(sequence, length);
  const kept = regions.reduce((sum, [start, end]) => sum + end - start, 0);
  const text = new Int32Array(kept + regions.length + 1);
  const origin = new Int32Array(text.length).fill(-1);
  const dense = new Map<number, number>();
  let at = 0;
  for (const [start, end] of regions) {
    for (let i = start; i < end; i++) {
      const value = sequence.values[i]!;
      let number = dense.get(value);
      if (number === undefined) dense.set(value, (number = dense.size));
      text[at] = number;
      origin[at++] = i;
    }
    text[at++] = -1;
  }
  let divider = 1 + dense.size;
  for (let i = 0; i < at; i++) text[i] = text[i] === -1 ? divider++ : text[i]! + 1;
  return { text, alphabet: divider, origin };
}

function keptRegions(sequence: Sequence, length: number): [number, number][] {
  const bits = Math.min(26, Math.max(10, Math.ceil(Math.log2(sequence.values.length * 4 + 1))));
  const seen = new Uint8Array(2 ** bits);
  forEachWindow(sequence, length, (_, hash) => {
    const slot = hash >>> (32 - bits);
    if (seen[slot]! < 2) seen[slot]!++;
  });
  const regions: [number, number][] = [];
  let runOfLast = -1;
  forEachWindow(sequence, length, (start, hash, run) => {
    if (seen[hash >>> (32 - bits)]! < 2) return;
    const last = regions.at(-1);
    if (last && runOfLast === run && start <= last[1]) last[1] = start + length;
    else regions.push([start, start + length]);
    runOfLast = run;
  });
  return regions;
}

const BASE = 0x2c1b3c6d;
const SPREAD = 0x9e3779b1;

/** Rabin-Karp over 32-bit arithmetic. */
function forEachWindow(
  { values, runs }: Sequence,
  length: number,
  visit: (start: number, hash: number, run: number) => void,
): void {
  let power = 1;
  for (let i = 1; i < length; i++) power = Math.imul(power, BASE);
  for (const [run, [start, end]] of runs.entries()) {
    if (end - start < length) continue;
    let hash = 0;
    for (let i = start; i < end; i++) {
      if (i >= start + length) hash = (hash - Math.imul(values[i - length]!, power)) | 0;
      hash = (Math.imul(hash, BASE) + values[i]!) | 0;
      if (i >= start + length - 1) visit(i - length + 1, Math.imul(hash ^ (hash >>> 15), SPREAD) >>> 0, run);
    }
  }
}
