import type { Side } from '../state/entities.ts';

export interface Hunk {
  readonly header: string;
  readonly lines: readonly HunkLine[];
}

export interface HunkLine {
  readonly text: string;
  /** Missing where the line is not on that side. */
  readonly left: number | undefined;
  readonly right: number | undefined;
  /** Lines below the patch's first header. */
  readonly position: number;
}

/** Reads the hunks of a patch as GitHub shows it. */
export function readHunks(patch: string): Hunk[] {
  const hunks: { header: string; lines: HunkLine[] }[] = [];
  let left = 0;
  let right = 0;
  for (const [position, text] of patch.split('\n').entries()) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(text);
    if (header) {
      left = Number(header[1]);
      right = Number(header[2]);
      hunks.push({ header: text, lines: [] });
      continue;
    }
    const lines = hunks.at(-1)?.lines;
    if (text.startsWith('+')) lines?.push({ text, left: undefined, right: right++, position });
    else if (text.startsWith('-')) lines?.push({ text, left: left++, right: undefined, position });
    else if (!text.startsWith('\\')) lines?.push({ text, left: left++, right: right++, position });
  }
  return hunks;
}

export interface Place {
  readonly hunk: Hunk;
  readonly line: HunkLine;
}

/** Where a line of a side is shown; `undefined` where the diff does not show it. */
export function findLine(hunks: readonly Hunk[], side: Side, number: number): Place | undefined {
  for (const hunk of hunks) {
    const line = hunk.lines.find((one) => (side === 'LEFT' ? one.left : one.right) === number);
    if (line) return { hunk, line };
  }
  return undefined;
}

/** What a comment shows of the diff: its hunk up to its line. */
export function excerpt({ hunk, line }: Place): string {
  const end = hunk.lines.indexOf(line) + 1;
  return [hunk.header, ...hunk.lines.slice(0, end).map((one) => one.text)].join('\n');
}
