import type { CompiledRule } from './compile-rule.ts';
import type { PatternLanguage } from './languages.ts';
import type { Match } from './match.ts';
import { BudgetExceeded } from './match/budget.ts';
import { aFileScan, type FileScan, type FileToScan } from './file-scan.ts';
import { MAX_DEPTH } from './lower/lowering.ts';
import { searchFile } from './search-file.ts';

/** What a rule found in a file. */
export interface RuleMatch extends Match {
  readonly ruleId: string;
}

/** What a rule could not look at in a file, and why. */
export interface ScanError {
  readonly ruleId?: string;
  readonly kind: 'time-out' | 'syntax-error' | 'too-deep' | 'too-many' | 'pattern' | 'crashed';
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
      const found = searchFile(compiled, scan);
      for (const match of found.slice(0, MAX_MATCHES)) matches.push({ ruleId, ...match });
      if (found.length > MAX_MATCHES) errors.push({ ruleId, kind: 'too-many', message: tooMany(found.length) });
    } catch (error) {
      errors.push({ ruleId, ...describe(error, ruleTimeout) });
    }
  }
  errors.push(...troublesOf(scan));
  return { matches, errors };
}

/** Ours: what one rule finds in one file beyond this is told as a number. */
const MAX_MATCHES = 10_000;

function tooMany(count: number): string {
  return `The rule found ${count} places in this file; the first ${MAX_MATCHES} are listed.`;
}

/** A rule that fails leaves the others' results. */
function describe(error: unknown, ruleTimeout: number): Omit<ScanError, 'ruleId'> {
  if (error instanceof BudgetExceeded) {
    return { kind: 'time-out', message: `The rule took longer than ${ruleTimeout} ms on this file.` };
  }
  if (error instanceof RangeError) return { kind: 'too-deep', message: 'The code is nested too deeply for the rule.' };
  return { kind: 'crashed', message: error instanceof Error ? error.message : String(error) };
}

/** What of the file itself could not be looked at by any rule. */
function troublesOf(scan: FileScan): ScanError[] {
  const trees = scan.trees();
  const isCut = trees.some(({ file }) => file.cutOff.length > 0);
  const hasError = trees.some(({ file }) => file.hasError);
  return [
    ...(isCut
      ? [{ kind: 'too-deep', message: `Code below ${MAX_DEPTH} levels of nesting was not looked at.` } as const]
      : []),
    ...(hasError ? [{ kind: 'syntax-error', message: 'Not all of the file could be understood.' } as const] : []),
  ];
}

export type { PatternLanguage };
