import type { RawFinding } from '../../findings/finding.ts';
import type { SourceFile } from '../../source/source.ts';
import { LARGE_FILE } from './rules.ts';

/** Ten times what a large source file or a picture takes, and a second of an ordinary line for each clone. */
export const LARGE_FILE_BYTES = 5 * 1024 * 1024;

/** GitHub warns from 50 MiB on and refuses from 100 MiB on: docs.github.com, "About large files on GitHub". */
export const GITHUB_WARNS_BYTES = 50 * 1024 * 1024;

export function largeFiles(files: readonly SourceFile[]): RawFinding[] {
  return files
    .filter((file) => (file.kind === 'file' || file.kind === 'executable') && file.size > LARGE_FILE_BYTES)
    .map((file) => ({
      ruleId: LARGE_FILE.id,
      path: file.path,
      message: `${mebibytes(file.size)} MiB; more than ${mebibytes(LARGE_FILE_BYTES)} MiB belong elsewhere${
        file.size > GITHUB_WARNS_BYTES ? ', and GitHub refuses files of 100 MiB' : ''
      }.`,
      severity: file.size > GITHUB_WARNS_BYTES ? 'medium' : LARGE_FILE.severity,
      anchor: 'large file',
    }));
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '');
}
