/** The command's exit codes; the only place where they are given numbers. */
export const EXIT = {
  passed: 0,
  /** The gate failed, or could not be decided: what was not looked at is not green. */
  notPassed: 1,
  wrongUse: 2,
  plumblineFailed: 3,
} as const;

/** Wrong use or configuration: what, where, and what to do. Ends the command with code 2, without a stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
