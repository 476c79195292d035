/** A comment's place. Lines are 1-based and inclusive, the end offset is exclusive. */
export interface Comment {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly startLine: number;
  readonly endLine: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** Nothing but comments and blanks on its lines. */
  readonly alone: boolean;
  /** The next line that holds code; absent where none follows. */
  readonly nextCodeLine?: number;
}

/**
 * Answers which line with code comes next after a line. Asked with rising lines it looks at each line once, so that a
 * file of nothing but comments costs no more than another.
 */
export function nextCodeLines(count: number, isCode: (line: number) => boolean) {
  let known = 0;
  return (after: number): { readonly nextCodeLine?: number } => {
    for (known = Math.max(known, after + 1); known <= count && !isCode(known);) known++;
    return known > count ? {} : { nextCodeLine: known };
  };
}

/** The 1-based line that an offset is on. */
export function lineFinder(starts: Uint32Array): (offset: number) => number {
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(low, 1);
  };
}
