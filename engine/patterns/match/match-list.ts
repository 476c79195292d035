import type { Term } from '../term.ts';
import { bind, type Bindings } from './bindings.ts';

/** What matching lists needs of the matcher. */
export interface ListContext {
  match(
    pattern: Term,
    term: Term,
    bindings: Bindings | undefined,
    found: (bindings: Bindings | undefined) => void,
  ): void;
}

/** Patterns on terms in order, from the first to the last; ellipses take any number of terms. */
export function matchList(
  the: ListContext,
  patterns: readonly Term[],
  terms: readonly Term[],
  bindings: Bindings | undefined,
  found: (bindings: Bindings | undefined) => void,
): void {
  const step = (p: number, t: number, so: Bindings | undefined): void => {
    const pattern = patterns[p];
    if (!pattern) return t === terms.length ? found(so) : undefined;
    if (pattern.kind === 'Ellipsis') {
      if (p === patterns.length - 1) return found(so);
      for (let next = t; next <= terms.length; next++) step(p + 1, next, so);
    } else if (pattern.kind === 'MetaEllipsis') {
      const least = p === patterns.length - 1 ? terms.length : t;
      for (let next = least; next <= terms.length; next++) {
        const bound = bind(so, pattern.value, { terms: terms.slice(t, next) });
        if (bound) step(p + 1, next, bound.to);
      }
    } else if (t < terms.length) {
      the.match(pattern, terms[t]!, so, (next) => step(p + 1, t + 1, next));
    }
  };
  step(0, 0, bindings);
}

export interface Unordered {
  readonly bindings: Bindings | undefined;
  /** The terms that a pattern took. */
  readonly used: ReadonlySet<Term>;
}

/** Each pattern on a term of its own, in any order. `partial`: terms may be left over. */
export function matchUnordered(
  the: ListContext,
  patterns: readonly Term[],
  { terms, partial }: { readonly terms: readonly Term[]; readonly partial: boolean },
  bindings: Bindings | undefined,
  found: (result: Unordered) => void,
): void {
  if (patterns.length > terms.length || (!partial && patterns.length < terms.length)) return;
  const step = (p: number, used: ReadonlySet<Term>, so: Bindings | undefined): void => {
    const pattern = patterns[p];
    if (!pattern) return found({ bindings: so, used });
    for (const term of terms) {
      if (!used.has(term)) the.match(pattern, term, so, (next) => step(p + 1, new Set([...used, term]), next));
    }
  };
  step(0, new Set(), bindings);
}
