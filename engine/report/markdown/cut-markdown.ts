const NOTICE = '\n… the rest is cut: it is longer than what may stand here. The other formats hold all of it.\n';
const OPENING = '<details';
const CLOSING = '</details>';

/**
 * The beginning of `text`, at most `maxBytes` bytes of UTF-8 with a notice that it is cut. Ends between lines, so no
 * character and no table row is split; folds that are open there are closed, and a table without rows is left out.
 */
export function cutMarkdown(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const room = maxBytes - Buffer.byteLength(NOTICE);
  const kept: string[] = [];
  let bytes = 0;
  let open = 0;
  for (const line of text.split('\n')) {
    const opened = open + (line.startsWith(OPENING) ? 1 : 0) - (line.includes(CLOSING) ? 1 : 0);
    const size = bytes + Buffer.byteLength(line) + 1;
    if (size + closing(opened).length > room) break;
    kept.push(line);
    bytes = size;
    open = opened;
  }
  while (kept.length > 0 && isHeading(kept)) {
    const line = kept.pop() ?? '';
    if (line.startsWith(OPENING)) open--;
  }
  const start = kept.length === 0 ? '' : `${kept.join('\n')}\n`;
  const end = start + closing(open) + NOTICE;
  return Buffer.byteLength(end) <= maxBytes ? end : '';
}

function closing(open: number): string {
  return `\n${CLOSING}\n`.repeat(open);
}

/** Whether the last line announces something that is cut: a title, a fold, a table's head. */
function isHeading(lines: readonly string[]): boolean {
  const last = lines.at(-1) ?? '';
  if (last.trim() === '' || last.startsWith('#') || last.startsWith(OPENING)) return true;
  if (/^\|[ :|-]+\|$/.test(last)) return true;
  return last.startsWith('|') && !(lines.at(-2) ?? '').startsWith('|');
}
