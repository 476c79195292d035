import type { Term } from '../term.ts';
import { bind, type Bindings } from './bindings.ts';
import { equalTerms } from './equal-terms.ts';
import { ASSOCIATIVE, BOOLEAN_OPERATORS, COMMUTATIVE, COMPARISONS } from './kinds.ts';
import { matchAll, matchChildren } from './match-children.ts';
import { matchUnordered } from './match-list.ts';
import { matchOtherKind, sameValue } from './match-same.ts';
import type { Found, Matcher } from './matcher-contract.ts';

export function matchBinary(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  if (term.kind !== 'Binary') return matchOtherKind(the, pattern, term, bindings, found);
  if (!sameValue(pattern, term)) return;
  let once = false;
  const seen: Found = (to) => {
    once = true;
    found(to);
  };
  matchChildren(the, pattern, term, bindings, seen);
  if (once) return;
  const { options } = the;
  if (options.commutative_compop && COMPARISONS.has(pattern.value)) {
    return matchAll(the, pattern.children, term.children.toReversed(), bindings, found);
  }
  const wanted = operandsOf(pattern);
  const hasRest = wanted.some((operand) => operand.kind === 'Ellipsis');
  if (!hasRest && !(options.ac_matching && ASSOCIATIVE.has(pattern.value))) return;
  const operands = operandsOf(term);
  const anyOrder =
    COMMUTATIVE.has(pattern.value) || (options.commutative_boolop && BOOLEAN_OPERATORS.has(pattern.value));
  if (!anyOrder) return matchOperands(the, wanted, operands, bindings, found);
  const exact = wanted.filter((operand) => operand.kind !== 'Ellipsis');
  matchUnordered(the, exact, { terms: operands, partial: true }, bindings, (to) => found(to.bindings));
}

/** Operands in order; a metavariable stands for one or more of them, as it would for a nested operation. */
function matchOperands(
  the: Matcher,
  wanted: readonly Term[],
  operands: readonly Term[],
  bindings: Bindings | undefined,
  found: Found,
): void {
  const step = (p: number, t: number, so: Bindings | undefined): void => {
    the.budget.step();
    const pattern = wanted[p];
    if (!pattern) return t === operands.length ? found(so) : undefined;
    const left = wanted.length - p - 1;
    if (pattern.kind === 'Ellipsis') {
      for (let next = t; next <= operands.length; next++) step(p + 1, next, so);
    } else if (pattern.kind === 'Meta') {
      for (let next = t + 1; next <= operands.length - left + countRests(wanted, p); next++) {
        const bound = bind(so, pattern.value, { terms: operands.slice(t, next) }, (a, b) => equalTerms(the, a, b));
        if (bound) step(p + 1, next, bound.to);
      }
    } else if (t < operands.length) {
      the.match(pattern, operands[t]!, so, (next) => step(p + 1, t + 1, next));
    }
  };
  step(0, 0, bindings);
}

function countRests(wanted: readonly Term[], from: number): number {
  return wanted.slice(from).filter((operand) => operand.kind === 'Ellipsis').length;
}

function operandsOf(term: Term): Term[] {
  const operands: Term[] = [];
  const open: Term[] = [term];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.kind === 'Binary' && at.value === term.value) open.push(at.children[1]!, at.children[0]!);
    else operands.push(at);
  }
  return operands;
}
