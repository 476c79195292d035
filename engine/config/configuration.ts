/** A mistake in `.plumbline.yml`, for people: what, where, and what to write instead. */
export interface ConfigurationProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly suggestion?: string;
}
