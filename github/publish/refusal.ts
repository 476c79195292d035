import { githubProblem } from '../client/github-problem.ts';
import { failedRequest, neverSent } from '../client/failed-request.ts';

/**
 * An answer of GitHub that a repetition would not change. `not-permitted`: the permission is missing, or the repository
 * is archived. `gone`: there is no such thing, or it cannot be seen any more. `invalid`: what was sent is not taken.
 */
export interface Refusal {
  readonly kind: 'not-permitted' | 'gone' | 'invalid';
  /** GitHub's words. */
  readonly message: string;
}

/** What GitHub refuses for good; undefined for a limit, a fault of the service or of the network, and for bugs. */
export function readRefusal(error: unknown): Refusal | undefined {
  const message = error instanceof Error ? error.message : '';
  switch (githubProblem(error)) {
    case 'not-permitted':
    case 'suspended':
      return { kind: 'not-permitted', message };
    case 'not-found':
    case 'gone':
    case 'uninstalled':
      return { kind: 'gone', message };
    case 'invalid':
      return { kind: 'invalid', message };
    case 'conflict':
    case 'unauthorized':
    case 'rate-limited':
    case 'unavailable':
    case undefined:
      return undefined;
  }
}

/** Whether GitHub may have done what was asked, although its answer says otherwise or never came. */
export function mayHaveHappened(error: unknown): boolean {
  const failed = failedRequest(error);
  return failed !== undefined && githubProblem(error) === 'unavailable' && !neverSent(failed);
}
