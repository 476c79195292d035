export interface TestResult {
  readonly reports: readonly string[];
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  readonly skipped: number;
  /** Seconds, as the reports say. */
  readonly seconds: number;
  readonly failures: readonly {
    readonly suite: string;
    readonly name: string;
    readonly message: string;
    readonly path?: string;
    readonly line?: number;
  }[];
}
