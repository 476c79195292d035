import type { ProjectAnalyzer } from './analyzer.ts';
import { coverageAnalyzer } from './coverage/analyzer.ts';
import { dependenciesAnalyzer } from './dependencies/analyzer.ts';
import { duplicationAnalyzer } from './duplication/analyzer.ts';
import { repositoryLintAnalyzer } from './eslint/repository-analyzer.ts';
import { REPOSITORY_LINT } from './eslint/repository-rule.ts';
import { hygieneAnalyzer } from './hygiene/analyzer.ts';
import { sarifAnalyzer } from './sarif/analyzer.ts';
import { testsAnalyzer } from './tests/analyzer.ts';

/** The analyzers that look at a whole snapshot, in the order in which they run. */
export const projectAnalyzers: readonly ProjectAnalyzer[] = [
  duplicationAnalyzer,
  hygieneAnalyzer,
  dependenciesAnalyzer,
  coverageAnalyzer,
  sarifAnalyzer,
  testsAnalyzer,
  repositoryLintAnalyzer,
];

/** Those that read reports made for head, or the files on disk: there is nothing of theirs to compare with at base. */
export const HEAD_ONLY_ANALYZERS: ReadonlySet<string> = new Set(['coverage', 'sarif', 'tests', REPOSITORY_LINT]);
