import type { RepositoryName } from '../client/github-client.ts';

/** Where the result of a review is shown. */
export type CheckHandle = CheckRunHandle | StatusHandle | NoHandle;

export interface CheckRunHandle extends CheckPlace {
  readonly kind: 'check-run';
  readonly id: number;
  /** Others of the same review, which end with it. */
  readonly twins: readonly number[];
  /** Its page on GitHub. */
  readonly url?: string;
}

/** Checks are not permitted: a commit status stands in for one. It has a line of text and no annotations. */
export interface StatusHandle extends CheckPlace {
  readonly kind: 'status';
}

/** Nothing can be shown there: the repository is gone or archived, or nothing is permitted. */
export interface NoHandle {
  readonly kind: 'none';
  /** GitHub's words. */
  readonly reason: string;
}

export interface CheckPlace {
  readonly repository: RepositoryName;
  readonly headSha: string;
  /** Of the check run, and the context of a status. */
  readonly name: string;
  /** Where its details are: our page of the review. */
  readonly detailsUrl?: string;
}
