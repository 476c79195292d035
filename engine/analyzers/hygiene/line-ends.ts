import type { RawFinding } from '../../findings/finding.ts';
import { isFixture } from './fixtures.ts';
import { MIXED_LINE_ENDS } from './rules.ts';

/** A single odd line is more often a string's content than an editor's doing. */
const MIN_ODD_LINES = 2;

const LINE_END = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Told once for each file, at the first line that ends unlike most others. */
export function mixedLineEnds(path: string, bytes: Buffer): RawFinding[] {
  if (isFixture(path) || !bytes.includes('\r\n')) return [];
  const first = { crlf: 0, lf: 0 };
  const counts = { crlf: 0, lf: 0 };
  let line = 1;
  for (let at = bytes.indexOf(LINE_END); at !== -1; at = bytes.indexOf(LINE_END, at + 1), line++) {
    const kind = bytes[at - 1] === CARRIAGE_RETURN ? 'crlf' : 'lf';
    if (counts[kind]++ === 0) first[kind] = line;
  }
  const odd = counts.crlf <= counts.lf ? 'crlf' : 'lf';
  if (counts[odd] < MIN_ODD_LINES) return [];
  return [
    {
      ruleId: MIXED_LINE_ENDS.id,
      path,
      range: { startLine: first[odd], startColumn: 1, endLine: first[odd], endColumn: 1 },
      message: `${counts.crlf} lines end with CRLF, ${counts.lf} with LF.`,
      anchor: 'mixed line ends',
    },
  ];
}
