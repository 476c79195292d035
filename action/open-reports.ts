import type { NotLookedAt } from '../engine/analyzers/analyzer.ts';
import type { Configuration } from '../engine/config/configuration.ts';
import type { ReviewRequest } from '../engine/review-request.ts';
import { measuredFiles } from '../github/hand-over/measured-files.ts';
import type { Measured } from '../github/hand-over/measurements.ts';
import { notHandedOver } from '../github/hand-over/missing-reports.ts';
import type { ActionState } from './action-state.ts';
import { readExternal, type ReadReports, type ReportSources } from './read-external.ts';
import { readMeasurements, type HandedOver } from './read-measurements.ts';
import type { MadeHere } from './reports-of-head.ts';
import { annotationCommand } from './workflow-commands.ts';

/** Reports of other tools, from this machine and from another job. */
export interface OpenedReports {
  readonly read: (configuration: Configuration, reviewed: MadeHere['reviewed']) => Promise<ReviewRequest['external']>;
  /** What a review has read, to be handed over; nothing where none was made. */
  readonly measured: () => Measured;
}

/** Takes what another job measured, too. Warnings say what is not taken, and what an input names and nobody made. */
export async function openReports(
  state: ActionState,
  sources: Omit<ReportSources, 'handedOver'>,
): Promise<OpenedReports> {
  const path = sources.inputs.measurements;
  const handedOver = path === undefined ? undefined : await readMeasurements(path, sources);
  if (handedOver?.refused !== undefined) {
    state.write(annotationCommand('warning', `Reviewed without what was handed over. ${handedOver.refused}`));
  }
  let last: ReadReports | undefined;
  return {
    async read(configuration, reviewed) {
      const read = await readExternal({ ...sources, ...(handedOver && { handedOver }) }, configuration, reviewed);
      // A review that begins anew reads them again.
      if (last === undefined && read.warning !== '') state.write(annotationCommand('warning', read.warning));
      last = read;
      const elsewhere = handedOver === undefined ? [] : notTaken(handedOver);
      const notLookedAt = [...read.notLookedAt, ...elsewhere];
      return { ...read.reports, ...read.lint, ...(notLookedAt.length > 0 && { notLookedAt }) };
    },
    measured() {
      if (last === undefined) return { files: [], missing: [] };
      const { files, missing } = measuredFiles(last.reports);
      return { files, missing: [...last.missing, ...missing, ...(handedOver?.missing ?? [])] };
    },
  };
}

/** Whether it leaves a verdict is decided by what the configuration requires: a report of each kind that it names is missing then. */
function notTaken({ refused, missing = [] }: HandedOver): NotLookedAt[] {
  if (refused === undefined) return missing.map(notHandedOver);
  return [{ subject: 'measurements of another job', reason: 'bad-input', detail: refused }];
}
