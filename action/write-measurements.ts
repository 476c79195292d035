import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOST_HANDED_OVER, type Measured, type MeasuredFile } from '../github/hand-over/measurements.ts';
import { missingReports } from '../github/hand-over/missing-reports.ts';
import { packWhatFits } from '../github/hand-over/pack-what-fits.ts';
import type { ActionState } from './action-state.ts';
import { jobOf } from './job-key.ts';
import type { Inputs } from './read-inputs.ts';
import type { Runner } from './runner.ts';
import { annotationCommand } from './workflow-commands.ts';

export interface WrittenMeasurements {
  readonly path: string;
  readonly packed: Buffer;
}

export interface ToWrite {
  readonly runner: Runner;
  readonly inputs: Pick<Inputs, 'matrix'>;
  /** The commit that was measured. */
  readonly head: string;
  readonly measured: Measured;
  /** Where the reports are. */
  readonly folder: string;
}

/**
 * Writes what was measured of the head beside the reports, for somebody else to review by. A warning says what does not fit.
 * Undefined where nothing was measured, and nothing was to be.
 */
export function writeMeasurements(
  { write }: ActionState,
  { runner, inputs, head, measured, folder }: ToWrite,
): WrittenMeasurements | undefined {
  if (measured.files.length === 0 && measured.missing.length === 0) return undefined;
  const of = { version: 1 as const, repositoryId: runner.repository.id, head, job: jobOf(runner, inputs) };
  const { packed, leftOut } = packWhatFits(of, measured);
  const path = join(folder, 'measurements.json.gz');
  writeFileSync(path, packed);
  if (leftOut.length > 0) write(annotationCommand('warning', wordsOn(leftOut)));
  return { path, packed };
}

function wordsOn(leftOut: readonly MeasuredFile[]): string {
  const parts = missingReports('too-much', leftOut).map(({ kind, name }) => {
    const count = leftOut.filter((file) => file.kind === kind).length;
    return `${count} of ${kind} (${name})`;
  });
  return `What was measured is more than can be handed over, which is ${MOST_HANDED_OVER}. Left out: ${parts.join(', ')}.`;
}
