import type { FileAnalyzer } from './analyzer.ts';
import { duplicationFingerprints } from './duplication/fingerprints.ts';
import { createMetricsAnalyzer } from './metrics/analyzer.ts';
import type { MetricThresholds } from './metrics/thresholds.ts';
import { secretsAnalyzer } from './secrets/analyzer.ts';
import { suppressionsAnalyzer } from '../findings/suppressions-analyzer.ts';

/** The analyzers that look at one file at a time, in the order in which they run. */
export function createFileAnalyzers(options: { readonly metrics: MetricThresholds }): readonly FileAnalyzer[] {
  return [createMetricsAnalyzer(options.metrics), duplicationFingerprints, secretsAnalyzer, suppressionsAnalyzer];
}
