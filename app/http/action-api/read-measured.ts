import { OF_NO_PULL, RELAYED, type KeptMeasurements } from '../../measurements/measurement-store.ts';
import { digestOf, sealMeasurements } from '../../measurements/seal-measurements.ts';
import { MeasurementsError, unpackMeasurements } from '../../../github/hand-over/measurements.ts';
import type { ActionRun } from './action-tokens.ts';

interface Circumstances {
  readonly serviceKey: Buffer;
  /** Of the repository; null: it is not known. */
  readonly defaultBranch: string | null;
}

/**
 * What a run measured, as it is kept. Throws {@link MeasurementsError}, also where the run may not speak of that commit: one can
 * be started by whoever may write to any branch.
 */
export function readMeasured(
  packed: Buffer,
  run: ActionRun,
  { serviceKey, defaultBranch }: Circumstances,
): KeptMeasurements {
  const measurements = unpackMeasurements(packed);
  const { repositoryId, head, job = '' } = measurements;
  if (repositoryId !== run.repositoryId) {
    throw new MeasurementsError(
      `The measurements are of another repository than ${run.repository}, whose run hands them over.`,
    );
  }
  return {
    repositoryId,
    headSha: head,
    source: job === '' ? workflowOf(run) : `${workflowOf(run)} (${job})`,
    pullNumber: countsFor(run, { head, defaultBranch }),
    digest: digestOf(measurements, serviceKey),
    content: sealMeasurements(packed, serviceKey),
  };
}

/**
 * Their commit is the default branch's, as is their workflow, and what they speak of is the head of a pull request.
 * Source: docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
const RELAYING: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run']);

function countsFor(
  { ref, sha, eventName }: ActionRun,
  { head, defaultBranch }: { readonly head: string; readonly defaultBranch: string | null },
): number {
  // A server of an older version has `pull_request_target` follow any base branch, which whoever may push can make.
  if (RELAYING.has(eventName)) {
    if (defaultBranch !== null && ref === `refs/heads/${defaultBranch}`) return RELAYED;
    throw new MeasurementsError(
      `A run of ${eventName} hands over what it measured from the workflow of the default branch alone.`,
    );
  }
  // A run of a pull request follows that one's own workflow.
  const [, pullNumber] = /^refs\/pull\/([1-9]\d{0,8})\//.exec(ref) ?? [];
  if (pullNumber !== undefined) return Number(pullNumber);
  if (sha === head) return OF_NO_PULL;
  throw new MeasurementsError(`The measurements are of another commit than ${sha}, which this run was started for.`);
}

/** Its file; of another repository's, with that one's name. Without the branch: a push to one and its pull request measure the same. */
function workflowOf({ workflowRef, repository }: ActionRun): string {
  const file = workflowRef.replace(/@[^@]*$/, '');
  return file.startsWith(`${repository}/`) ? file.slice(repository.length + 1) : file;
}
