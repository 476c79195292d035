/** The most that is accepted of a function or a file; more is a finding. */
export interface MetricThresholds {
  readonly cognitiveComplexity: number;
  readonly cyclomaticComplexity: number;
  /** Lines of code of a function. */
  readonly functionLength: number;
  readonly parameters: number;
  /** Levels of control structures within a function. */
  readonly nesting: number;
  /** Lines of code of a file. */
  readonly fileLength: number;
}

/** Sources of each in docs/metrics.md. */
export const DEFAULT_THRESHOLDS: MetricThresholds = {
  cognitiveComplexity: 15,
  cyclomaticComplexity: 20,
  functionLength: 60,
  parameters: 7,
  nesting: 4,
  fileLength: 600,
};
