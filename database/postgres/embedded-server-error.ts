/** Something about the machine or the data that whoever runs it can mend: said without a stack trace. */
export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError';
  readonly reason: EmbeddedServerProblem;
  /** What to do, in a sentence. */
  readonly advice: string;

  constructor(reason: EmbeddedServerProblem, message: string, options: { advice: string; cause?: unknown }) {
    super(`${message}. ${options.advice}`, { cause: options.cause });
    this.reason = reason;
    this.advice = options.advice;
  }
}

export type EmbeddedServerProblem =
  /** The package with the programs is not there, or has none for this machine. */
  | 'not-installed'
  /** The programs are there, and do not run on this machine. */
  | 'does-not-run'
  /** The data cannot be reached or written by the account that the server runs as. */
  | 'folder-unusable'
  /** Running as root, and there is no other account for the server. */
  | 'no-account'
  /** The data is of another major version of PostgreSQL. */
  | 'other-version'
  /** It started and ended again, or never answered. */
  | 'does-not-start';
