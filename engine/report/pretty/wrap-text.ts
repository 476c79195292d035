/**
 * Words of `text` in lines of at most `width` columns; the first has only `first` where something stands before it. At
 * most `most` lines, the last one then ending in `…`. A word longer than a line is broken; words with a no-break space
 * between them stay together, with a plain one. One UTF-16 code unit counts as one column.
 */
export function wrapText(text: string, given: { width: number; first?: number; most?: number }): string[] {
  const width = Math.max(LEAST_WIDTH, given.width);
  const { first = width, most = Infinity } = given;
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(/[^\S\u00a0]+/).flatMap((word) => piecesOf(word.replaceAll('\u00a0', ' '), width))) {
    const joined = line === '' ? piece : `${line} ${piece}`;
    if (joined.length <= (lines.length === 0 ? first : width)) {
      line = joined;
      continue;
    }
    lines.push(line);
    line = piece;
    if (lines.length >= most) return [...lines.slice(0, -1), withEllipsis(joined, width)];
  }
  return line === '' ? lines : [...lines, line];
}

/** However narrow the terminal, a line of text gets this. */
const LEAST_WIDTH = 16;

/** `text` after `label`, its further lines indented by `indent`; `ink` colours the text. */
export function hangText(
  label: { readonly plain: string; readonly shown: string },
  text: string,
  { columns, indent, ink }: { columns: number; indent: number; ink: (text: string) => string },
): string[] {
  const [first = '', ...rest] = wrapText(text, {
    width: columns - indent,
    first: columns - label.plain.length - 2,
  });
  const start = first === '' ? label.shown : `${label.shown}  ${ink(first)}`;
  return [start, ...rest.map((line) => ' '.repeat(indent) + ink(line))];
}

/** `text` cut to `width` columns, with `…` where something is missing. */
export function cutText(text: string, width: number): string {
  return text.length <= width ? text : withEllipsis(text, width);
}

/** `items` beside one another with two spaces between, in lines of at most `width` columns as they are seen. */
export function flowItems(items: readonly { readonly plain: string; readonly shown: string }[], width: number) {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { plain, shown } of items) {
    if (used > 0 && used + 2 + plain.length > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += used === 0 ? shown : `  ${shown}`;
    used += plain.length + (used === 0 ? 0 : 2);
  }
  return line === '' ? lines : [...lines, line];
}

function piecesOf(word: string, width: number): string[] {
  if (word.length <= width) return word === '' ? [] : [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece.length + character.length > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

function withEllipsis(text: string, width: number): string {
  const room = Math.max(0, width - 1);
  // A pair of surrogates is kept or left out as a whole.
  const end = /[\ud800-\udbff]/.test(text.charAt(room - 1)) ? room - 1 : room;
  return `${text.slice(0, end).trimEnd()}…`;
}
