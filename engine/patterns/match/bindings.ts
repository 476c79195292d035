import type { Term } from '../term.ts';

/** What one metavariable stands for while a pattern is matched: one term, or the terms an ellipsis took. */
export interface Bound {
  readonly terms: readonly Term[];
  /** For a metavariable within a string: the content, which the term's own text has quotes around. */
  readonly content?: string | undefined;
}

/** Metavariables bound so far, the last first; sharing its tail, since matching tries many ways. */
export interface Bindings {
  readonly name: string;
  readonly bound: Bound;
  readonly before: Bindings | undefined;
}

export function findBound(bindings: Bindings | undefined, name: string): Bound | undefined {
  for (let at = bindings; at; at = at.before) if (at.name === name) return at.bound;
  return undefined;
}

/** Adds a metavariable, or checks that it stands for the same again; undefined: it does not. */
export function bind(
  bindings: Bindings | undefined,
  name: string,
  bound: Bound,
  equal: (a: Term, b: Term) => boolean = sameTerm,
): { readonly to: Bindings | undefined } | undefined {
  if (name === '$_' || name === '$..._') return { to: bindings };
  const known = findBound(bindings, name);
  if (!known) return { to: { name, bound, before: bindings } };
  return sameBound(known, bound, equal) ? { to: bindings } : undefined;
}

export function sameBound(a: Bound, b: Bound, equal: (a: Term, b: Term) => boolean = sameTerm): boolean {
  if (a.content !== undefined || b.content !== undefined) return contentOf(a) === contentOf(b);
  return a.terms.length === b.terms.length && a.terms.every((term, at) => equal(term, b.terms[at]!));
}

/** A name found elsewhere as a string's content, or the other way round, is the same word. */
function contentOf(bound: Bound): string | undefined {
  if (bound.content !== undefined) return bound.content;
  const [term] = bound.terms;
  return bound.terms.length === 1 && (term!.kind === 'Name' || term!.kind === 'String') ? term!.value : undefined;
}

/** Whether two terms are the same code, whatever stands between their tokens. Depth is bounded by lowering. */
export function sameTerm(a: Term, b: Term, sameName?: (a: Term, b: Term) => boolean): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.value !== b.value || a.children.length !== b.children.length) return false;
  for (let at = 0; at < a.children.length; at++) {
    if (!sameTerm(a.children[at]!, b.children[at]!, sameName)) return false;
  }
  return a.kind !== 'Name' || !sameName || sameName(a, b);
}
