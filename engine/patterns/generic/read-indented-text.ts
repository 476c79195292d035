import { pairBraces } from './pair-braces.ts';
import { TokenKind, TokenTableBuilder, type TokenTable } from './token-table.ts';

/**
 * Reads a text as spacegrep does: lines indented more than the ones before are a block, and so is what stands between
 * braces that open and close on one line.
 */
export function readIndentedText(text: string, token: RegExp = TOKEN): TokenTable {
  const lines = readLines(text, token);
  const table = new TokenTableBuilder(text);
  const indents = [lines.reduce((least, { indent }) => Math.min(least, indent), Infinity)];
  let end = 0;
  for (const line of lines) {
    for (; line.indent < indents.at(-1)!; indents.pop()) table.close(end, line.number);
    if (line.indent > indents.at(-1)!) {
      indents.push(line.indent);
      table.open(line.tokens[0]!.start, line.number);
    }
    addLine(table, line);
    end = line.tokens.at(-1)!.end;
  }
  for (; indents.length > 1; indents.pop()) table.close(end, lines.at(-1)!.number);
  return table.finish();
}

/** A word, or any other character that can be seen. */
const TOKEN = /\w+|\S/gu;

interface Line {
  readonly number: number;
  readonly indent: number;
  readonly tokens: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** Lines that are not blank. */
function readLines(text: string, token: RegExp): Line[] {
  const lines: Line[] = [];
  for (let start = 0, number = 0; start < text.length; number++) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const tokens = Array.from(text.slice(start, end).matchAll(token), (match) => ({
      start: start + match.index,
      end: start + match.index + match[0].length,
      text: match[0],
    }));
    if (tokens.length > 0) lines.push({ number, indent: indentOf(text.slice(start, tokens[0]!.start)), tokens });
    start = end + 1;
  }
  return lines;
}

function indentOf(blanks: string): number {
  let columns = 0;
  for (const blank of blanks) columns = blank === '\t' ? columns + TAB_STOP - (columns % TAB_STOP) : columns + 1;
  return columns;
}

/** Columns between tab stops, as terminals and Semgrep have it. */
const TAB_STOP = 8;

function addLine(table: TokenTableBuilder, { number, tokens }: Line): void {
  const partners = pairBraces(tokens.map(({ text }) => text));
  tokens.forEach((token, at) => {
    const partner = partners[at]!;
    if (partner !== -1 && partner < at) table.close(token.start, number);
    table.token({ kind: /^\w/.test(token.text) ? TokenKind.word : TokenKind.mark, ...token, line: number });
    if (partner > at) table.open(token.end, number);
  });
}
