import type { FileAnalyzer } from './analyzer.ts';
import { duplicationFingerprints } from './duplication/fingerprints.ts';
import { createMetricsAnalyzer } from './metrics/analyzer.ts';
import type { MetricThresholds } from './metrics/thresholds.ts';
import { createRulesAnalyzer } from './rules/analyzer.ts';
import type { RulePack } from './rules/packs.ts';
import { bookedRules } from './rules/rule-book.ts';
import { secretsAnalyzer } from './secrets/analyzer.ts';
import { suppressionsAnalyzer } from '../findings/suppressions-analyzer.ts';

/** The analyzers that look at one file at a time, in the order in which they run. */
export function createFileAnalyzers(options: {
  readonly analyzers: Readonly<Record<'metrics' | 'secrets', boolean>>;
  readonly thresholds: MetricThresholds;
  readonly rules?: { readonly at: string; readonly packs: readonly RulePack[] };
}): readonly FileAnalyzer[] {
  return [
    ...(options.analyzers.metrics ? [createMetricsAnalyzer(options.thresholds)] : []),
    duplicationFingerprints,
    ...(options.rules ? [createRulesAnalyzer(bookedRules(options.rules))] : []),
    ...(options.analyzers.secrets ? [secretsAnalyzer] : []),
    suppressionsAnalyzer,
  ];
}
