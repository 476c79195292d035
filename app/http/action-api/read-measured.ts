import type { KeptMeasurements } from '../../measurements/measurement-store.ts';
import { digestOf, sealMeasurements } from '../../measurements/seal-measurements.ts';
import { MeasurementsError, unpackMeasurements } from '../../../github/hand-over/measurements.ts';
import type { ActionRun } from './action-tokens.ts';

/**
 * What a run measured, as it is kept. Throws {@link MeasurementsError}, also where the run may not speak of that commit: one can
 * be started by whoever may write to any branch.
 */
export function readMeasured(packed: Buffer, run: ActionRun, serviceKey: Buffer): KeptMeasurements {
  const measurements = unpackMeasurements(packed);
  const { repositoryId, head, job = '' } = measurements;
  if (repositoryId !== run.repositoryId) {
    throw new MeasurementsError(
      `The measurements are of another repository than ${run.repository}, whose run hands them over.`,
    );
  }
  const pullNumber = pullOf(run);
  if (pullNumber === undefined && run.sha !== head && !SPEAKS_OF_OTHERS.has(run.eventName)) {
    throw new MeasurementsError(
      `The measurements are of another commit than ${run.sha}, which this run was started for.`,
    );
  }
  return {
    repositoryId,
    headSha: head,
    source: job === '' ? workflowOf(run) : `${workflowOf(run)} (${job})`,
    pullNumber: pullNumber ?? 0,
    digest: digestOf(measurements, serviceKey),
    content: sealMeasurements(packed, serviceKey),
  };
}

/** Its commit is the base's, as is its workflow, and what it speaks of is a head. */
const SPEAKS_OF_OTHERS: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run']);

/** The pull request that a run is of, whose own workflow it follows. */
function pullOf({ ref }: ActionRun): number | undefined {
  const [, number] = /^refs\/pull\/([1-9]\d{0,8})\//.exec(ref) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Its file; of another repository's, with that one's name. Without the branch: a push to one and its pull request measure the same. */
function workflowOf({ workflowRef, repository }: ActionRun): string {
  const file = workflowRef.replace(/@[^@]*$/, '');
  return file.startsWith(`${repository}/`) ? file.slice(repository.length + 1) : file;
}
