import { fileNameOf } from './file-name.ts';

/**
 * The name in git's C-style quotes (`"a\tb\303\251"`), or the text itself where it is not quoted. Octal escapes are
 * bytes of UTF-8.
 */
export function unquoteName(text: string): string {
  if (!/^"[^]*"$/.test(text) || text.length < 2) return text;
  const bytes: Buffer[] = [];
  const inner = text.slice(1, -1);
  for (const [part] of inner.matchAll(/\\[0-7]{3}|\\[^]|[^\\]+|\\$/g)) bytes.push(bytesOf(part));
  return fileNameOf(Buffer.concat(bytes));
}

function bytesOf(part: string): Buffer {
  if (!part.startsWith('\\') || part.length === 1) return Buffer.from(part);
  if (part.length === 4) return Buffer.from([parseInt(part.slice(1), 8) & 0xff]);
  return Buffer.from(ESCAPES[part[1]!] ?? part[1]!);
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};
