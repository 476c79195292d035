/** A finding that somebody with the right to do so suppressed for one pull request, by a command in a comment. */
export interface CommandSuppression {
  readonly fingerprint: string;
  readonly reason: string;
  /** Who said so. */
  readonly by: string;
  /** ISO date; the last day on which it counts. */
  readonly until?: string;
}
