import type { NotLookedAt } from '../engine/analyzers/analyzer.ts';
import type { Configuration } from '../engine/config/configuration.ts';
import type { ReviewRequest } from '../engine/review-request.ts';
import { measuredFiles, type ToolReports } from '../github/hand-over/measured-files.ts';
import type { MeasuredFile } from '../github/hand-over/measurements.ts';
import type { ActionState } from './action-state.ts';
import { readExternal, type ReportSources } from './read-external.ts';
import { readMeasurements } from './read-measurements.ts';
import { annotationCommand } from './workflow-commands.ts';

/** Reports of other tools, from this machine and from another job. */
export interface OpenedReports {
  readonly read: (configuration: Configuration) => Promise<ReviewRequest['external']>;
  /** What a review has read, to be handed over; nothing where none was made. */
  readonly measured: () => MeasuredFile[];
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
  let last: ToolReports | undefined;
  return {
    async read(configuration) {
      const reports = await readExternal({ ...sources, ...(handedOver && { handedOver }) }, configuration);
      const missing = reports.notLookedAt ?? [];
      // A review that begins anew reads them again. A step has few annotations: one says it all.
      if (last === undefined && missing.length > 0) {
        const details = missing.map(({ detail }) => detail).join(' ');
        state.write(annotationCommand('warning', `Reviewed without files that were to be there. ${details}`));
      }
      last = reports;
      if (handedOver?.refused === undefined) return reports;
      return { ...reports, notLookedAt: [...missing, notTaken(handedOver.refused)] };
    },
    measured: () => (last ? measuredFiles(last) : []),
  };
}

/** Whether it leaves a verdict is decided by what the configuration requires: a report of each kind that it names is missing then. */
function notTaken(detail: string): NotLookedAt {
  return { subject: 'measurements of another job', reason: 'bad-input', detail };
}
