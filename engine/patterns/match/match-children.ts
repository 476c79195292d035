import type { Term } from '../term.ts';
import type { Bindings } from './bindings.ts';
import { OPTIONAL_CHILDREN } from './kinds.ts';
import { matchList } from './match-list.ts';
import type { Found, Matcher } from './matcher-contract.ts';

export function matchChildren(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const optional = OPTIONAL_CHILDREN[pattern.kind];
  if (pattern.children.length !== term.children.length) {
    if (!pattern.kind.startsWith('raw:')) return;
    return matchList(the, pattern.children, term.children, bindings, found);
  }
  const patterns: Term[] = [];
  const terms: Term[] = [];
  pattern.children.forEach((child, at) => {
    if (child.kind === 'None' && optional?.includes(at)) return;
    patterns.push(child);
    terms.push(term.children[at]!);
  });
  matchAll(the, patterns, terms, bindings, found);
}

/** Each pattern on its term, all with the same bindings. */
export function matchAll(
  the: Matcher,
  patterns: readonly Term[],
  terms: readonly Term[],
  bindings: Bindings | undefined,
  found: Found,
): void {
  const step = (at: number, so: Bindings | undefined): void => {
    if (at === patterns.length) return found(so);
    the.match(patterns[at]!, terms[at]!, so, (next) => step(at + 1, next));
  };
  step(0, bindings);
}
