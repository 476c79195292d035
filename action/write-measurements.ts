import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MeasurementsError, packMeasurements, type MeasuredFile } from '../github/hand-over/measurements.ts';
import type { ActionState } from './action-state.ts';
import { jobOf } from './job-key.ts';
import type { Inputs } from './read-inputs.ts';
import type { Runner } from './runner.ts';
import { annotationCommand, logLine } from './workflow-commands.ts';

export interface WrittenMeasurements {
  readonly path: string;
  readonly packed: Buffer;
}

export interface Measured {
  readonly runner: Runner;
  readonly inputs: Pick<Inputs, 'matrix'>;
  /** The commit that was measured. */
  readonly head: string;
  readonly files: readonly MeasuredFile[];
  /** Where the reports are. */
  readonly folder: string;
  /** Whether the App waits for it. */
  readonly isAwaited: boolean;
}

/** Writes what was measured of the head beside the reports, for somebody else to review by. Undefined where nothing was. */
export function writeMeasurements({ write }: ActionState, given: Measured): WrittenMeasurements | undefined {
  const { runner, inputs, head } = given;
  const files = [...given.files];
  if (files.length === 0) return undefined;
  const path = join(given.folder, 'measurements.json.gz');
  try {
    const packed = packMeasurements({
      version: 1,
      repositoryId: runner.repository.id,
      head,
      job: jobOf(runner, inputs),
      files,
    });
    writeFileSync(path, packed);
    return { path, packed };
  } catch (error) {
    if (!(error instanceof MeasurementsError)) throw error;
    const words = `What was measured is not handed over. ${error.message}`;
    write(given.isAwaited ? annotationCommand('warning', words) : logLine(words));
    return undefined;
  }
}
