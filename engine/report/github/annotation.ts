/** A remark on lines of a check run's commit, as GitHub's API takes it. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  /** Given only where both lines are one. */
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  /** Plain text. */
  readonly message: string;
  readonly title?: string;
  /** Plain text, folded. Its first line tells an annotation from all others of the path. */
  readonly raw_details?: string;
}
