import type { Facts } from '../facts/facts.ts';
import type { Budget } from '../match/budget.ts';
import type { RuleOptions, TaintSink } from '../rule.ts';
import type { Term } from '../term.ts';
import type { Environment } from './environment.ts';
import type { Marked, Marks } from './marks.ts';
import type { Taint, Value } from './value.ts';

export interface Flow {
  readonly marks: Marks;
  readonly facts: Facts;
  readonly options: RuleOptions;
  readonly budget: Budget;
  /** Called for each sink that taints reach. */
  readonly reached: (sink: Marked<TaintSink>, taints: readonly Taint[]) => void;
}

/** One file as its taints are followed, and what is known so far. */
export interface Walk {
  readonly flow: Flow;
  readonly summaries: Map<Term, Summary | 'in progress'>;
  /** Taints of the terms evaluated last. */
  readonly evaluated: Map<Term, readonly Taint[]>;
  /** Sinks reached in the function whose summary is made. */
  collected: { sink: Marked<TaintSink>; taints: readonly Taint[] }[] | undefined;
  callDepth: number;
  /** The value of an expression, or CLEAN for a statement; follows everything that happens in it. */
  value(term: Term, frame: Frame): Value;
}

/** A function as its body is followed. */
export interface Frame {
  readonly env: Environment;
  result: Value;
}

/** What a function does with what it is given. */
export interface Summary {
  readonly result: Value;
  readonly sinks: readonly { readonly sink: Marked<TaintSink>; readonly taints: readonly Taint[] }[];
}
