import type { RawFinding, Severity } from '../../findings/finding.ts';
import type { FileSpokenOf } from './hygiene-scope.ts';
import { LARGE_FILE } from './rules.ts';

const MEBIBYTE = 1024 * 1024;

/** More than any file that people write; the configuration's own default. */
export const LARGE_FILE_BYTES = MEBIBYTE;

/** A picture may have as much; it is worth knowing of. */
const HEAVY_FILE_BYTES = 5 * MEBIBYTE;

/** GitHub warns from 50 MiB on and refuses from 100 MiB on: docs.github.com, "About large files on GitHub". */
const GITHUB_WARNS_BYTES = 50 * MEBIBYTE;

export function largeFiles(files: readonly FileSpokenOf[], limit: number): RawFinding[] {
  return files
    .filter(({ file }) => (file.kind === 'file' || file.kind === 'executable') && file.size > limit)
    .filter(({ old }) => !old || old.size <= limit)
    .map(({ file }) => ({
      ruleId: LARGE_FILE.id,
      path: file.path,
      message: `${mebibytes(file.size)} MiB, more than the ${mebibytes(limit)} MiB accepted${
        file.size > GITHUB_WARNS_BYTES ? '; GitHub refuses files of 100 MiB' : ''
      }.`,
      severity: severityOf(file.size),
      anchor: 'large file',
    }));
}

function severityOf(bytes: number): Severity {
  if (bytes > GITHUB_WARNS_BYTES) return 'medium';
  return bytes > HEAVY_FILE_BYTES ? 'low' : 'info';
}

function mebibytes(bytes: number): string {
  return String(Number((bytes / MEBIBYTE).toFixed(2)));
}
