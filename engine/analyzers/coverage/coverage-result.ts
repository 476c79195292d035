/** Line coverage as any of the supported formats gives it. */
export interface CoverageResult {
  readonly reports: readonly { readonly name: string; readonly format: string }[];
  readonly files: readonly FileCoverage[];
  readonly total: CoverageCount;
  /** Of the lines the change added or rewrote; absent without a base. */
  readonly changed?: CoverageCount;
  readonly branches?: CoverageCount;
}

export interface FileCoverage {
  readonly path: string;
  readonly lines: CoverageCount;
  /** 1-based lines that could be run and were not. */
  readonly uncovered: readonly number[];
  readonly changed?: CoverageCount;
  /** Changed lines that could be run and were not. */
  readonly uncoveredChanged?: readonly number[];
}

/** `covered` of `total` lines (or branches) that can be run. */
export interface CoverageCount {
  readonly covered: number;
  readonly total: number;
}
