import { runOxlint, type OxlintOptions } from './oxlint.ts';
import type { EngineAnswer, LintFile } from './problem.ts';

export interface BatchOptions extends Omit<OxlintOptions, 'milliseconds' | 'program'> {
  /** Milliseconds of the epoch. */
  readonly deadline: number;
  /** The program, or `none`. */
  readonly oxlint?: string | undefined;
}

/**
 * oxlint's answer for each file; undefined where it has none, because it is missing or a file kills it. Such a file is
 * found by halving the batch, so that the others keep their answers.
 */
export async function lintByOxlint(
  files: readonly LintFile[],
  options: BatchOptions,
): Promise<readonly (EngineAnswer | undefined)[]> {
  const answers = new Array<EngineAnswer | undefined>(files.length).fill(undefined);
  if (options.oxlint === 'none') return answers;
  const waiting = batchesOf(files);
  while (waiting.length > 0) {
    const { start, end } = waiting.pop()!;
    const left = options.deadline - Date.now();
    if (left <= 0 || options.signal?.aborted) break;
    const batch = files.slice(start, end);
    const milliseconds = Math.min(left, timeFor(batch));
    const outcome = await runOxlint(batch, { ...options, milliseconds, program: options.oxlint });
    if (outcome.kind === 'done') {
      outcome.answers.forEach((answer, index) => (answers[start + index] = answer));
    } else if (outcome.reason === 'tool-missing') {
      break;
    } else if (batch.length > 1) {
      const middle = start + (batch.length >> 1);
      waiting.push({ start: middle, end }, { start, end: middle });
    }
  }
  return answers;
}

/** One process takes that much; its findings then fit into memory, and one bad file costs little. */
const BATCH_CHARACTERS = 32 * 1024 * 1024;
const BATCH_FILES = 5000;

/** Slowest seen: 20 MB a second on one processor; a bad day may be a hundred times as slow. */
const MILLISECONDS_FOR_START = 10_000;
const CHARACTERS_IN_MILLISECOND = 200;

function timeFor(files: readonly LintFile[]): number {
  const characters = files.reduce((sum, { text }) => sum + text.length, 0);
  return MILLISECONDS_FOR_START + characters / CHARACTERS_IN_MILLISECOND;
}

function batchesOf(files: readonly LintFile[]): { start: number; end: number }[] {
  const batches: { start: number; end: number }[] = [];
  let start = 0;
  let characters = 0;
  files.forEach(({ text }, index) => {
    characters += text.length;
    if (characters < BATCH_CHARACTERS && index + 1 - start < BATCH_FILES && index + 1 < files.length) return;
    batches.push({ start, end: index + 1 });
    start = index + 1;
    characters = 0;
  });
  return batches;
}
