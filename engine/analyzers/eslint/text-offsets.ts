import type { Range } from '../../findings/finding.ts';

/**
 * Turns byte offsets of a text's UTF-8 form into offsets of its UTF-16 form, in one pass over the text. An offset
 * inside of a character becomes that character's start; one past the end becomes the text's length. A lone surrogate
 * counts three bytes, as it does when it is written (U+FFFD).
 */
export function utf16Offsets(text: string, byteOffsets: Iterable<number>): Map<number, number> {
  const result = new Map<number, number>();
  const ordered = [...new Set(byteOffsets)].sort((a, b) => a - b);
  let at = 0;
  let bytes = 0;
  for (const wanted of ordered) {
    while (at < text.length) {
      const code = text.codePointAt(at)!;
      const width = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      if (bytes + width > wanted) break;
      bytes += width;
      at += code < 0x10000 ? 1 : 2;
    }
    result.set(wanted, at);
  }
  return result;
}

/** The lines and columns between two UTF-16 offsets. */
export function rangeOf(lineStarts: Uint32Array, span: { readonly start: number; readonly end: number }): Range {
  const startLine = lineAt(lineStarts, span.start);
  const endLine = lineAt(lineStarts, Math.max(span.start, span.end));
  return {
    startLine,
    startColumn: span.start - lineStarts[startLine - 1]! + 1,
    endLine,
    endColumn: Math.max(span.start, span.end) - lineStarts[endLine - 1]! + 1,
  };
}

/** 1-based line of an offset. */
export function lineAt(lineStarts: Uint32Array, offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
