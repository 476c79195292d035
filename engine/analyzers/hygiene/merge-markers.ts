import type { RawFinding } from '../../findings/finding.ts';
import { isFixture } from './fixtures.ts';
import { MERGE_CONFLICT } from './rules.ts';

/** Conflicts told of one file; the first is enough to know. */
const MAX_CONFLICTS = 20;

const LINE_END = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/**
 * Conflicts that a merge left: the three markers of git, each at the start of a line and in their order. One marker alone
 * is none: `=======` underlines headings, and `>>>>>>>` quotes mail.
 */
export function mergeConflicts(path: string, bytes: Buffer): RawFinding[] {
  if (/\.(?:patch|diff|rej|snap)$/i.test(path) || isFixture(path)) return [];
  const findings: RawFinding[] = [];
  let from = 0;
  while (findings.length < MAX_CONFLICTS) {
    const ours = nextMarker(bytes, '<<<<<<<', from);
    const middle = ours === -1 ? -1 : nextMarker(bytes, '=======', ours);
    const theirs = middle === -1 ? -1 : nextMarker(bytes, '>>>>>>>', middle);
    if (theirs === -1) break;
    from = theirs + 1;
    // A later beginning is the conflict's: the one before it was text.
    const start = lastMarker(bytes, '<<<<<<<', { from: ours, before: middle });
    if (insideFence(path, bytes, start)) continue;
    const startLine = lineOf(bytes, start);
    const endLine = lineOf(bytes, theirs);
    findings.push({
      ruleId: MERGE_CONFLICT.id,
      path,
      range: { startLine, startColumn: 1, endLine, endColumn: 8 },
      message: `A merge conflict stands here, to line ${endLine}.`,
    });
  }
  return findings;
}

/** Offset of the next line that begins with the marker, followed by a space, the line's end or nothing; -1: none. */
function nextMarker(bytes: Buffer, marker: string, from: number): number {
  for (let at = bytes.indexOf(marker, from, 'latin1'); at !== -1; at = bytes.indexOf(marker, at + 1, 'latin1')) {
    const after = bytes[at + marker.length];
    const ends = after === undefined || after === SPACE || after === LINE_END || after === CARRIAGE_RETURN;
    const labelled = marker === '=======' ? after !== SPACE : after === SPACE;
    if ((at === 0 || bytes[at - 1] === LINE_END) && ends && labelled) return at;
  }
  return -1;
}

function lastMarker(bytes: Buffer, marker: string, { from, before }: { from: number; before: number }): number {
  let last = from;
  for (let at = nextMarker(bytes, marker, from + 1); at !== -1 && at < before; at = nextMarker(bytes, marker, at + 1))
    last = at;
  return last;
}

/** In prose that explains conflicts they stand between fences. */
function insideFence(path: string, bytes: Buffer, at: number): boolean {
  if (!/\.(?:md|mdx|markdown|adoc|rst|txt)$/i.test(path)) return false;
  const fences = bytes.toString('latin1', 0, at).match(/^[ \t]{0,3}(?:```|~~~|----$)/gm);
  return (fences?.length ?? 0) % 2 === 1;
}

function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(LINE_END); at !== -1 && at < offset; at = bytes.indexOf(LINE_END, at + 1)) line++;
  return line;
}
