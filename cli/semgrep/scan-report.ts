import type { PatternFinding } from '../../engine/patterns/report/pattern-finding.ts';
import type { PatternRule } from '../../engine/patterns/rule.ts';
import type { SkippedTarget } from './list-targets.ts';

/** What a scan found and could not look at, before it is written in any format. */
export interface ScanReport {
  /** Those that ran; of the real program's, those that found something. */
  readonly rules: ReadonlyMap<string, ReportedRule>;
  /** By path, then by place. Those that a comment is about are among them. */
  readonly findings: readonly FoundInFile[];
  readonly problems: readonly ScanProblem[];
  readonly scanned: readonly string[];
  readonly skipped: readonly SkippedTarget[];
}

/** What reports say of a rule. */
export type ReportedRule = Pick<PatternRule, 'id' | 'message' | 'severity' | 'metadata'>;

export interface FoundInFile {
  readonly path: string;
  readonly finding: PatternFinding;
}

export interface ScanProblem {
  /** Semgrep's word for it. */
  readonly type:
    'Rule parse error' | 'Pattern parse error' | 'Syntax error' | 'Timeout' | 'Out of memory' | 'Fatal error';
  readonly level: 'error' | 'warn';
  readonly message: string;
  /** Of the code, or of the rule file. */
  readonly path: string;
  readonly ruleId?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Without those that a `nosemgrep` comment is about. */
export function openFindings({ findings }: ScanReport): readonly FoundInFile[] {
  return findings.filter(({ finding }) => !finding.ignored);
}
