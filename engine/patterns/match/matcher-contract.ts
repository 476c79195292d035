import type { Facts } from '../facts/facts.ts';
import type { RuleOptions } from '../rule.ts';
import type { Term, TermTree } from '../term.ts';
import type { Bindings } from './bindings.ts';
import type { Budget } from './budget.ts';
import type { ListContext } from './match-list.ts';

/** Called once for each way to match; the bindings are those of the way. */
export type Found = (bindings: Bindings | undefined) => void;

/** Matches patterns on one file. What matches in several ways is found in each. */
export interface Matcher extends ListContext {
  readonly file: TermTree;
  readonly facts: Facts;
  readonly options: RuleOptions;
  readonly budget: Budget;
  /** Whether a pattern's object names only some of the properties, as JavaScript's do. */
  readonly partialDicts: boolean;
  match(pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void;
  /** A pattern in a list of statements: an expression matches anywhere within one. */
  matchStatement(pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void;
}
