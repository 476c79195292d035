import type { LanguageFamily } from './language-family.ts';

/** Hashes of a file's words and signs: the first `count` of the array. */
export interface CrudeTokens {
  readonly hashes: Int32Array;
  readonly count: number;
}

/**
 * Words (letters, digits and `_`, or anything beyond ASCII) and single signs, comments left out; the same for any
 * whitespace between them. Every token of a grammar begins with one of them, so that a file has no more tokens of
 * its grammar than it has these. With `ignoreNames` all words are equal.
 */
export function crudeTokens(
  bytes: Uint8Array,
  { family, ignoreNames }: { readonly family: LanguageFamily; readonly ignoreNames: boolean },
): CrudeTokens {
  const hashes = new Int32Array(bytes.length);
  const marks = COMMENT_MARKS[family === 'python' || family === 'ruby' ? 'hash' : family === 'php' ? 'both' : 'slash'];
  let count = 0;
  let quote = 0;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    const is = CLASS[byte]!;
    if (is === BLANK) {
      if (byte === LINE_END) quote = 0;
      at++;
    } else if (is === WORD || is === FOREIGN) {
      let hash = 0x811c9dc5;
      while (at < bytes.length && CLASS[bytes[at]!] === is) hash = Math.imul(hash ^ bytes[at++]!, 0x01000193);
      hashes[count++] = ignoreNames ? 0x6e616d65 : hash;
    } else if (quote === 0 && marks.slash && byte === SLASH && opensComment(bytes, at)) {
      at = bytes[at + 1] === SLASH ? endOfLine(bytes, at) : endOfBlock(bytes, at + 2);
    } else if (quote === 0 && marks.hash && byte === HASH && bytes[at + 1] !== BRACKET) {
      at = endOfLine(bytes, at);
    } else {
      if (byte === quote) quote = 0;
      else if (quote === 0 && (byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE || byte === BACKTICK)) quote = byte;
      hashes[count++] = byte;
      at++;
      if (byte === BACKSLASH && at < bytes.length && CLASS[bytes[at]!] === SIGN) hashes[count++] = bytes[at++]!;
    }
  }
  return { hashes, count };
}

const COMMENT_MARKS = {
  slash: { slash: true, hash: false },
  hash: { slash: false, hash: true },
  both: { slash: true, hash: true },
} as const;

const LINE_END = 0x0a;
const SLASH = 0x2f;
const STAR = 0x2a;
const HASH = 0x23;
const COLON = 0x3a;
const BRACKET = 0x5b;
const CARET = 0x5e;
const BACKSLASH = 0x5c;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const BACKTICK = 0x60;

const BLANK = 0;
const WORD = 1;
const SIGN = 2;
const FOREIGN = 3;
const CLASS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte <= 0x20 || byte === 0x7f) return BLANK;
  if (byte >= 0x80) return FOREIGN;
  return /\w/.test(String.fromCharCode(byte)) ? WORD : SIGN;
});

/** Not in an address (`https://…`), and not in a set of a regular expression (`[^/*]`). */
function opensComment(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1];
  if (bytes[at + 1] === SLASH) return before !== COLON && before !== BRACKET;
  return bytes[at + 1] === STAR && before !== CARET && before !== BRACKET;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(LINE_END, from);
  return end === -1 ? bytes.length : end;
}

function endOfBlock(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(STAR, from); at !== -1; at = bytes.indexOf(STAR, at + 1)) {
    if (bytes[at + 1] === SLASH) return at + 2;
  }
  return bytes.length;
}
