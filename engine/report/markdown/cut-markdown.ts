const NOTICE = '\n… the rest is cut: it is longer than what may stand here. The other formats hold all of it.\n';
const OPENING = '<details';
const CLOSING = '</details>';

/**
 * The beginning of `text`, at most `maxBytes` bytes of UTF-8 with a notice that it is cut. Ends between lines, so no
 * character and no table row is split; a block of code is kept whole or left out; folds that are open there are closed,
 * and a table without rows is left out.
 */
export function cutMarkdown(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const { kept, open: unclosed } = wholeLines(text, maxBytes - Buffer.byteLength(NOTICE));
  let open = unclosed;
  while (kept.length > 0 && isHeading(kept)) {
    const line = kept.pop() ?? '';
    if (line.startsWith(OPENING)) open--;
  }
  const start = kept.length === 0 ? '' : `${kept.join('\n')}\n`;
  const end = start + closing(open) + NOTICE;
  return Buffer.byteLength(end) <= maxBytes ? end : '';
}

/** As many lines as there is room for with the ends of the folds that are open, of which it gives the number. */
function wholeLines(text: string, room: number): { kept: string[]; open: number } {
  const kept: string[] = [];
  let bytes = 0;
  let open = 0;
  let code: { readonly marks: string; readonly start: number } | undefined;
  for (const line of text.split('\n')) {
    const folds = code === undefined ? foldsOf(line) : 0;
    const size = bytes + Buffer.byteLength(line) + 1;
    if (size + closing(open + folds).length > room) {
      if (code !== undefined) kept.length = code.start;
      break;
    }
    const marks = /^`{3,}/.exec(line)?.[0];
    if (code === undefined && marks !== undefined) code = { marks, start: kept.length };
    else if (code !== undefined && line.trimEnd() === code.marks) code = undefined;
    kept.push(line);
    bytes = size;
    open += folds;
  }
  return { kept, open };
}

function foldsOf(line: string): number {
  return (line.startsWith(OPENING) ? 1 : 0) - (line.includes(CLOSING) ? 1 : 0);
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
