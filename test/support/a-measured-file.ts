import type { FileMetrics, FunctionMetrics } from '../../engine/analyzers/metrics/file-metrics.ts';
import type { MeasuredFile } from '../../engine/verdict/measure.ts';

/** A file of 100 lines of code without functions; name what the test is about. */
export function aMeasuredFile(
  given: Partial<FileMetrics> & { readonly path?: string; readonly codeLines?: number },
): MeasuredFile {
  const { path = 'src/app.ts', codeLines = 100, ...metrics } = given;
  return {
    path,
    language: 'TypeScript',
    metrics: {
      lines: { total: codeLines, code: codeLines, comment: 0, blank: 0 },
      functions: [],
      classes: [],
      cyclomatic: 0,
      cognitive: 0,
      halstead: {
        distinctOperators: 0,
        distinctOperands: 0,
        operators: 0,
        operands: 0,
        volume: 0,
        difficulty: 0,
        effort: 0,
      },
      maintainabilityIndex: 100,
      publicFunctions: 0,
      documentedPublicFunctions: 0,
      ...metrics,
    },
  };
}

export function aFunction(given: Partial<FunctionMetrics> = {}): FunctionMetrics {
  return {
    name: 'f',
    scope: [],
    startLine: 1,
    startColumn: 1,
    endLine: 10,
    endColumn: 2,
    length: 10,
    parameters: 0,
    nesting: 0,
    cyclomatic: 1,
    cognitive: 0,
    public: false,
    documented: false,
    ...given,
  };
}
