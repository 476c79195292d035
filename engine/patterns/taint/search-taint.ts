import type { CompiledRule } from '../compile-rule.ts';
import type { FileScan } from '../file-scan.ts';
import type { Evaluation, Place } from '../formula/evaluate.ts';
import type { Match } from '../match.ts';
import type { Budget } from '../match/budget.ts';
import type { TaintSearch } from '../rule.ts';

export interface TaintInput {
  readonly compiled: CompiledRule;
  readonly scan: FileScan;
  readonly evaluation: Evaluation;
  readonly whole: Place;
  readonly budget: Budget;
}

export function searchTaint(_search: TaintSearch, _input: TaintInput): Match[] {
  return [];
}
