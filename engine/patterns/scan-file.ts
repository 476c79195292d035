import type { CompiledRule } from './compile-rule.ts';
import type { PatternLanguage } from './languages.ts';
import type { Match } from './match.ts';
import { BudgetExceeded } from './match/budget.ts';
import { aFileScan, type FileToScan } from './file-scan.ts';
import { searchFile } from './search-file.ts';

/** What a rule found in a file. */
export interface RuleMatch extends Match {
  readonly ruleId: string;
}

/** What a rule could not look at in a file, and why. */
export interface ScanError {
  readonly ruleId?: string;
  readonly kind: 'time-out' | 'syntax-error' | 'too-deep' | 'pattern' | 'crashed';
  readonly message: string;
}

export interface ScanResult {
  readonly matches: readonly RuleMatch[];
  readonly errors: readonly ScanError[];
}

export interface ScanOptions {
  /** Milliseconds that one rule may take on the file. */
  readonly ruleTimeout?: number;
  readonly now?: () => number;
}

/** Ours: as Semgrep's `--timeout`, five seconds for a rule on a file. */
export const RULE_TIMEOUT = 5_000;

/** Looks for what rules describe in one file. The grammars of the rules' languages are loaded before. */
export function scanFile(
  rules: readonly CompiledRule[],
  file: FileToScan,
  { ruleTimeout = RULE_TIMEOUT, now = () => performance.now() }: ScanOptions = {},
): ScanResult {
  const matches: RuleMatch[] = [];
  const errors: ScanError[] = [];
  const scan = aFileScan(file, { now, ruleTimeout });
  for (const compiled of rules) {
    const ruleId = compiled.rule.id;
    for (const { message } of compiled.problems) errors.push({ ruleId, kind: 'pattern', message });
    try {
      for (const match of searchFile(compiled, scan)) matches.push({ ruleId, ...match });
    } catch (error) {
      if (!(error instanceof BudgetExceeded)) throw error;
      errors.push({ ruleId, kind: 'time-out', message: `The rule took longer than ${ruleTimeout} ms on this file.` });
    }
  }
  return { matches, errors };
}

export type { PatternLanguage };
