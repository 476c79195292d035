import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MeasurementsError, packMeasurements, type MeasuredFile } from '../github/hand-over/measurements.ts';
import type { ActionState } from './action-state.ts';
import type { Runner } from './runner.ts';
import { annotationCommand } from './workflow-commands.ts';

export interface WrittenMeasurements {
  readonly path: string;
  readonly packed: Buffer;
}

/** Writes what was measured of the head beside the reports, for somebody else to review by. Undefined where nothing was. */
export function writeMeasurements(
  { write }: ActionState,
  given: { readonly runner: Runner; readonly head: string; readonly files: readonly MeasuredFile[] },
): WrittenMeasurements | undefined {
  const { runner, head, files } = given;
  if (files.length === 0) return undefined;
  const folder = join(runner.temp, 'report');
  const path = join(folder, 'measurements.json.gz');
  try {
    const packed = packMeasurements({ version: 1, repositoryId: runner.repository.id, head, files: [...files] });
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, packed);
    return { path, packed };
  } catch (error) {
    if (!(error instanceof MeasurementsError)) throw error;
    write(annotationCommand('warning', `What was measured is not handed over. ${error.message}`));
    return undefined;
  }
}
