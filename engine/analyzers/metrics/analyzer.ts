import { errorsOf } from '../../syntax/errors.ts';
import { lineAt } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { FileAnalyzer, NotLookedAt } from '../analyzer.ts';
import type { FileMetrics } from './file-metrics.ts';
import { metricFindings } from './findings.ts';
import { measure } from './measure.ts';
import { metricRules } from './rules.ts';
import { DEFAULT_THRESHOLDS, type MetricThresholds } from './thresholds.ts';

/** Size, complexity and documentation of a file, and what of it is over the thresholds. Definitions: docs/metrics.md. */
export function createMetricsAnalyzer(thresholds: MetricThresholds): FileAnalyzer<FileMetrics> {
  return {
    id: 'metrics',
    version: 2,
    rules: metricRules,
    applies: ({ classification }) => classification.language !== undefined && classification.leftOut === undefined,
    analyze({ path, classification, tree: parsed }) {
      if (!parsed) return { findings: [] };
      const tree = parsed();
      const measured = measure(tree);
      const findings = metricFindings(measured, { path, tree, thresholds, test: classification.test });
      const facts = measured.metrics;
      return tree.hasError ? { findings, facts, notLookedAt: [syntaxError(tree, path)] } : { findings, facts };
    },
  };
}

export const metricsAnalyzer = createMetricsAnalyzer(DEFAULT_THRESHOLDS);

function syntaxError(tree: SyntaxTree, path: string): NotLookedAt {
  const line = lineAt(tree, tree.startOffset[errorsOf(tree)[0] ?? 0]!) + 1;
  return {
    subject: path,
    path,
    analyzer: 'metrics',
    reason: 'syntax-error',
    detail: `Our grammar does not understand line ${line}: functions around it may be missing from the metrics.`,
  };
}
