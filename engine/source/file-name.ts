import { isUtf8 } from 'node:buffer';

/**
 * A path as text. Git's names are bytes; what is no UTF-8 is written as `\xHH` for each byte, so that a path is
 * well-formed Unicode wherever it ends up (JSON, HTML, a database). A backslash that would read as such an escape is
 * written as `\x5C`: two names are always two paths, and {@link fileNameBytes} leads back.
 */
export function fileNameOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) return withEscapes(bytes);
  const text = bytes.toString('utf8');
  return text.includes('\\x') ? text.replace(/\\(?=x[0-9A-F]{2})/g, escapeOf(BACKSLASH)) : text;
}

/** The bytes of a path that {@link fileNameOf} gave. */
export function fileNameBytes(path: string): Buffer {
  if (!path.includes('\\x')) return Buffer.from(path);
  const parts = path.split(/\\x([0-9A-F]{2})/);
  return Buffer.concat(parts.map((part, at) => (at % 2 === 0 ? Buffer.from(part) : Buffer.from(part, 'hex'))));
}

function withEscapes(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at);
    const plain = length > 0 && !ESCAPE.test(bytes.toString('latin1', at, at + 4));
    text += plain ? bytes.toString('utf8', at, at + length) : escapeOf(bytes[at]!);
    at += length || 1;
  }
  return text;
}

/** Bytes of the UTF-8 character that starts here; 0 if none does. */
function characterLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4; length++) {
    if (at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

const BACKSLASH = 0x5c;
const ESCAPE = /^\\x[0-9A-F]{2}/;

function escapeOf(byte: number): string {
  return `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** The parts of a NUL-terminated list, as git's `-z` gives it. */
export function splitAtNul(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
    parts.push(bytes.subarray(start, end));
    start = end + 1;
  }
  if (start < bytes.length) parts.push(bytes.subarray(start));
  return parts;
}

/** Orders paths by UTF-16 code units: the same on every machine. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
