import { evaluate } from '../formula/evaluate.ts';
import type { Range, RangeBinding } from '../formula/range.ts';
import type { TaintPropagator, TaintSanitizer, TaintSearch, TaintSink, TaintSource } from '../rule.ts';
import type { Term, TermTree } from '../term.ts';
import type { TaintInput } from './search-taint.ts';

export interface Marked<Of> {
  readonly spec: Of;
  readonly range: Range;
}

/** Where a file has what a taint rule looks for: for each term what it is. */
export interface Marks {
  readonly sources: ReadonlyMap<Term, readonly Marked<TaintSource>[]>;
  readonly sanitizers: ReadonlyMap<Term, readonly Marked<TaintSanitizer>[]>;
  readonly sinks: ReadonlyMap<Term, readonly Marked<TaintSink>[]>;
  /** By the later of the two ends, where the other was already evaluated. */
  readonly propagators: ReadonlyMap<Term, readonly Propagation[]>;
}

export interface Propagation {
  readonly spec: TaintPropagator;
  readonly from: Term;
  readonly to: Term;
}

/** Finds sources and sinks first: without either there is nothing to follow. */
export function findMarks(search: TaintSearch, file: TermTree, { evaluation, whole }: TaintInput): Marks | undefined {
  const mark = <Of extends TaintSource | TaintSink | TaintSanitizer>(specs: readonly Of[]): Map<Term, Marked<Of>[]> => {
    const marks = new Map<Term, Marked<Of>[]>();
    for (const spec of specs) {
      for (const range of evaluate(spec.formula, whole, evaluation)) {
        for (const term of termsIn(file, range, spec.exact)) add(marks, term, { spec, range });
      }
    }
    return marks;
  };
  const sinks = mark(search.sinks);
  if (sinks.size === 0) return undefined;
  const sources = mark(search.sources);
  if (sources.size === 0) return undefined;
  const propagators = new Map<Term, Propagation[]>();
  for (const spec of search.propagators) {
    for (const range of evaluate(spec.formula, whole, evaluation)) {
      const from = termOf(range.bindings.get(spec.from));
      const to = termOf(range.bindings.get(spec.to));
      if (from && to) add(propagators, from.index > to.index ? from : to, { spec, from, to });
    }
  }
  return { sources, sinks, sanitizers: mark(search.sanitizers), propagators };
}

function termOf(bound: RangeBinding | undefined): Term | undefined {
  return bound?.terms.length === 1 ? bound.terms[0] : undefined;
}

function add<Of>(marks: Map<Term, Of[]>, term: Term, mark: Of): void {
  const known = marks.get(term);
  if (known) known.push(mark);
  else marks.set(term, [mark]);
}

/** Terms with exactly a range, or within it. */
function termsIn({ all }: TermTree, { start, end }: Range, exact: boolean): Term[] {
  const found: Term[] = [];
  let at = 0;
  while (at < all.length) {
    const term = all[at]!;
    // Children need not stand in the order of the text: a type before its name.
    const isOutside = (term.end <= start && term.end > term.start) || (term.start >= end && at > 0);
    if (isOutside) at = term.last;
    else {
      const isWithin = term.start >= start && term.end <= end;
      if (isWithin && term.end > term.start && (!exact || (term.start === start && term.end === end))) found.push(term);
      at++;
    }
  }
  return found;
}
