/** What the metrics analyzer says of one file: its facts. Definitions and sources: docs/metrics.md. */
export interface FileMetrics {
  readonly lines: LineCounts;
  readonly functions: readonly FunctionMetrics[];
  readonly classes: readonly ClassMetrics[];
  /** Sums over the file, code outside functions included. */
  readonly cyclomatic: number;
  readonly cognitive: number;
  readonly halstead: Halstead;
  /** 0 (worst) to 100. */
  readonly maintainabilityIndex: number;
  readonly publicFunctions: number;
  readonly documentedPublicFunctions: number;
}

export interface LineCounts {
  readonly total: number;
  /** Lines with at least one token of code. */
  readonly code: number;
  /** Lines with at least one character of a comment. */
  readonly comment: number;
  readonly blank: number;
}

export interface FunctionMetrics {
  /** Its own name, or what it is assigned to; `<anonymous>` otherwise. */
  readonly name: string;
  /** Names of the classes, namespaces and functions around it, outermost first. */
  readonly scope: readonly string[];
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Lines of code in it. */
  readonly length: number;
  readonly parameters: number;
  /** Deepest nesting of control structures; 0: none. */
  readonly nesting: number;
  readonly cyclomatic: number;
  readonly cognitive: number;
  readonly public: boolean;
  readonly documented: boolean;
}

export interface ClassMetrics {
  readonly name: string;
  readonly scope: readonly string[];
  readonly startLine: number;
  readonly endLine: number;
  readonly methods: number;
}

export interface Halstead {
  readonly distinctOperators: number;
  readonly distinctOperands: number;
  readonly operators: number;
  readonly operands: number;
  readonly volume: number;
  readonly difficulty: number;
  readonly effort: number;
}
