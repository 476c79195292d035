/** Commits that are there to be reviewed. Call `release` when they are no longer read: until then they are kept. */
export interface FetchedCommits {
  readonly kind: 'fetched';
  /** A bare repository. */
  readonly gitDir: string;
  /** Full ids. */
  readonly head: string;
  /** The tip of the base as it is now, and where head left it; absent where no base was asked for. */
  readonly base?: string;
  readonly mergeBase?: string;
  release(): Promise<void>;
  /** Says that objects are missing or damaged: before the next fetch the repository is made anew. */
  reportDamage(): Promise<void>;
}

/** Why commits could not be had. */
export interface FetchProblem {
  readonly kind: 'problem';
  readonly problem: FetchProblemCode;
  /** One or two sentences for people, without secrets. */
  readonly message: string;
  /** Git's own words, for the operator. */
  readonly detail?: string;
  /** Whether the same call may succeed later. */
  readonly retry: boolean;
}

/**
 * `not-found`: no such repository, or not for this token. `moved`: it is elsewhere by now; ask for its present name.
 * `not-permitted`: the token is refused. `gone-head`, `gone-base`: pushed over or deleted. `too-large`: beyond the limit
 * of bytes. `time-out`: beyond that of time. `no-merge-base`: the histories have nothing in common. `network`: GitHub
 * could not be reached, or failed. `failed`: git could not do it for another reason. `aborted`: by the caller.
 */
export type FetchProblemCode =
  | 'not-found'
  | 'moved'
  | 'not-permitted'
  | 'gone-head'
  | 'gone-base'
  | 'too-large'
  | 'time-out'
  | 'no-merge-base'
  | 'network'
  | 'failed'
  | 'aborted';

export type FetchOutcome = FetchedCommits | FetchProblem;

export function problem(code: FetchProblemCode, message: string, { retry }: { readonly retry: boolean }): FetchProblem {
  return { kind: 'problem', problem: code, message, retry };
}
