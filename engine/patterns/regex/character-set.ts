/** Sets of characters: ranges of code points, and Unicode properties as JavaScript names them. */
export interface CharacterSet {
  /** Ordered, apart from each other, both ends included. */
  readonly ranges: readonly Range[];
  /** Such as `\p{L}`, as they stand within a class. */
  readonly properties: readonly string[];
  /** All but these. */
  readonly negated: boolean;
}

type Range = readonly [first: number, last: number];

export const LAST_CHARACTER = 0x10ffff;

export function setOf(ranges: readonly Range[], properties: readonly string[] = [], negated = false): CharacterSet {
  return { ranges: merged(ranges), properties, negated };
}

export function oneCharacter(code: number): CharacterSet {
  return { ranges: [[code, code]], properties: [], negated: false };
}

/** The ranges of all characters that are in none of these. */
export function complementOf(ranges: readonly Range[]): Range[] {
  const rest: Range[] = [];
  let next = 0;
  for (const [first, last] of merged(ranges)) {
    if (first > next) rest.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_CHARACTER) rest.push([next, LAST_CHARACTER]);
  return rest;
}

/** False only when no character is in both: what is not known of properties counts as common. */
export function mayOverlap(one: CharacterSet, other: CharacterSet): boolean {
  if (one.properties.length > 0 || other.properties.length > 0) return true;
  const [left, right] = [plainRanges(one), plainRanges(other)];
  let at = 0;
  for (const [first, last] of left) {
    while (at < right.length && right[at]![1] < first) at++;
    if (at < right.length && right[at]![0] <= last) return true;
  }
  return false;
}

function plainRanges({ ranges, negated }: CharacterSet): readonly Range[] {
  return negated ? complementOf(ranges) : ranges;
}

/** Ranges longer than this are scripts without case, or hold both cases. */
const LONGEST_CASED_RANGE = 1024;

/** The set with the other case of each of its letters. */
export function withBothCases(set: CharacterSet): CharacterSet {
  const added: Range[] = [];
  for (const [first, last] of set.ranges) {
    addOverlap(added, [Math.max(first, 0x41), Math.min(last, 0x5a)], 0x20);
    addOverlap(added, [Math.max(first, 0x61), Math.min(last, 0x7a)], -0x20);
    if (last - first > LONGEST_CASED_RANGE) continue;
    for (let code = Math.max(first, 0x80); code <= last; code++) {
      const letter = String.fromCodePoint(code);
      for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
        const [variant, ...more] = [...other];
        if (variant === undefined || more.length > 0) continue;
        const point = variant.codePointAt(0)!;
        if (point !== code) added.push([point, point]);
      }
    }
  }
  return added.length === 0 ? set : { ...set, ranges: merged([...set.ranges, ...added]) };
}

function addOverlap(added: Range[], [first, last]: Range, shift: number): void {
  if (first <= last) added.push([first + shift, last + shift]);
}

function merged(ranges: readonly Range[]): Range[] {
  const ordered = [...ranges].sort((one, other) => one[0] - other[0]);
  const result: Range[] = [];
  for (const range of ordered) {
    const before = result.at(-1);
    if (before && range[0] <= before[1] + 1) result[result.length - 1] = [before[0], Math.max(before[1], range[1])];
    else result.push(range);
  }
  return result;
}

/** The classes that PCRE knows by a letter or a POSIX name, without Unicode's (its default). */
const DIGIT: readonly Range[] = [[0x30, 0x39]];
const UPPER: readonly Range[] = [[0x41, 0x5a]];
const LOWER: readonly Range[] = [[0x61, 0x7a]];
const WORD: readonly Range[] = [...DIGIT, ...UPPER, [0x5f, 0x5f], ...LOWER];
const SPACE: readonly Range[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
];
const HORIZONTAL: readonly Range[] = [
  [0x09, 0x09],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
const VERTICAL: readonly Range[] = [
  [0x0a, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
];

/** By the letter after the backslash; its capital is all the others. */
export const LETTER_CLASSES: Readonly<Record<string, readonly Range[]>> = {
  d: DIGIT,
  w: WORD,
  s: SPACE,
  h: HORIZONTAL,
  v: VERTICAL,
};

export const POSIX_CLASSES: Readonly<Record<string, readonly Range[]>> = {
  alpha: [...UPPER, ...LOWER],
  digit: DIGIT,
  alnum: [...DIGIT, ...UPPER, ...LOWER],
  upper: UPPER,
  lower: LOWER,
  space: SPACE,
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  print: [[0x20, 0x7e]],
  graph: [[0x21, 0x7e]],
  cntrl: [
    [0x00, 0x1f],
    [0x7f, 0x7f],
  ],
  xdigit: [...DIGIT, [0x41, 0x46], [0x61, 0x66]],
  word: WORD,
  ascii: [[0x00, 0x7f]],
};
