const ELLIPSIS = '…';

/** The beginning of plain `text`, at most `maxBytes` bytes of UTF-8, with "…" where it is cut; no character is split. */
export function cutBytes(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const bytes = Buffer.from(text);
  let end = Math.max(0, maxBytes - Buffer.byteLength(ELLIPSIS));
  // A byte 10xxxxxx continues a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return `${bytes.toString('utf8', 0, end)}${ELLIPSIS}`;
}

/** One line of at most `maxLength` UTF-16 code units, which are never fewer than characters; no character is split. */
export function cutLine(text: string, maxLength: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= maxLength) return line;
  let end = maxLength - ELLIPSIS.length;
  if (/[\uD800-\uDBFF]/.test(line.charAt(end - 1))) end--;
  return `${line.slice(0, end).trimEnd()}${ELLIPSIS}`;
}
