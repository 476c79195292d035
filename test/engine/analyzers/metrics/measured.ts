import type { FileOutput } from '../../../../engine/analyzers/analyzer.ts';
import { createMetricsAnalyzer } from '../../../../engine/analyzers/metrics/analyzer.ts';
import type { FileMetrics, FunctionMetrics } from '../../../../engine/analyzers/metrics/file-metrics.ts';
import { DEFAULT_THRESHOLDS, type MetricThresholds } from '../../../../engine/analyzers/metrics/thresholds.ts';
import type { Language } from '../../../../engine/source/language.ts';
import { loadGrammars, parse } from '../../../../engine/syntax/parse.ts';

/** What the analyzer says of a file. */
export async function analyzed(
  language: Language,
  text: string,
  thresholds: Partial<MetricThresholds> = {},
): Promise<FileOutput<FileMetrics>> {
  await loadGrammars([language]);
  return createMetricsAnalyzer({ ...DEFAULT_THRESHOLDS, ...thresholds }).analyze({
    path: 'src/file',
    text,
    classification: { language, type: 'code', test: false },
    tree: () => parse(language, text),
  });
}

export async function measured(language: Language, text: string): Promise<FileMetrics> {
  return (await analyzed(language, text)).facts!;
}

/** `Scope.name: cyclomatic, cognitive, nesting, parameters` with `public` and `documented` where it is. */
export async function outline(language: Language, text: string): Promise<string[]> {
  return (await measured(language, text)).functions.map(describeFunction);
}

function describeFunction(f: FunctionMetrics): string {
  const numbers = `${f.cyclomatic} cyclomatic, ${f.cognitive} cognitive, ${f.nesting} deep, ${f.parameters} parameters`;
  const marks = `${f.public ? ', public' : ''}${f.documented ? ', documented' : ''}`;
  return `${[...f.scope, f.name].join('.')}: ${numbers}${marks}`;
}
