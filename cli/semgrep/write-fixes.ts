import { readFileSync } from 'node:fs';
import { applyEdits, type PatternEdit } from '../../engine/patterns/report/fixes.ts';
import { decodeText } from '../../engine/source/decode-text.ts';
import { writeWhole } from '../write-whole.ts';
import { openFindings, type ScanReport } from './scan-report.ts';

export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Fixes that overlap others: they are for the next run. */
  readonly left: number;
}

/** Applies the rules' fixes to the files that were scanned. `write: false`: only says what they would be. */
export function writeFixes(report: ScanReport, { write }: { readonly write: boolean }): FixedFile[] {
  const edits = new Map<string, PatternEdit[]>();
  for (const { path, finding } of openFindings(report)) {
    if (finding.edit) edits.set(path, [...(edits.get(path) ?? []), finding.edit]);
  }
  return [...edits].flatMap(([path, list]) => {
    const bytes = readFileSync(path);
    const before = decodeText(bytes);
    const { text: after, left } = applyEdits(before, list);
    if (after === before) return [];
    // The mark that decoding takes away is put back.
    if (write) writeWhole(path, bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? `\uFEFF${after}` : after);
    return [{ path, before, after, left: left.length }];
  });
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
