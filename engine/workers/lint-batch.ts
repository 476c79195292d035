import { lintFiles } from '../analyzers/eslint/lint-files.ts';
import { decodeText } from '../source/decode-text.ts';
import { withSurroundings } from '../findings/surroundings.ts';
import type { FileResult } from './analyze-file.ts';
import type { WorkerFile } from './protocol.ts';

/** Lints many files in one go; the answer has one result for each, in the same order. */
export async function lintBatch(files: readonly WorkerFile[]): Promise<readonly FileResult[]> {
  const inputs = files.map(({ path, bytes, classification }) => ({ path, text: decodeText(bytes), classification }));
  const output = await lintFiles(inputs);
  return output.files.map(({ findings, notLookedAt }, index) => ({
    findings: withSurroundings(findings, inputs[index]!.text, { headings: false }),
    facts: {},
    notLookedAt,
    analyzers: ['eslint'],
  }));
}
