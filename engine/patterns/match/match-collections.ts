import type { Term } from '../term.ts';
import { bind, type Bindings } from './bindings.ts';
import { matchList, matchUnordered } from './match-list.ts';
import type { Found, Matcher } from './matcher-contract.ts';

/** Positional arguments in order, named ones in any. */
export function matchArgs(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const named = pattern.children.filter((child) => child.kind === 'Keyword');
  const hasRest = pattern.children.some((child) => child.kind === 'Ellipsis' || child.kind === 'MetaEllipsis');
  if (named.length === 0) return matchList(the, pattern.children, term.children, bindings, found);
  const positional = pattern.children.filter((child) => child.kind !== 'Keyword');
  const given = term.children.filter((child) => child.kind === 'Keyword');
  matchUnordered(the, named, { terms: given, partial: hasRest }, bindings, ({ bindings: so, used }) => {
    const rest = term.children.filter((child) => child.kind !== 'Keyword' || !used.has(child));
    matchList(the, positional, rest, so, found);
  });
}

export function matchPairs(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const wanted = pattern.children.filter((child) => child.kind !== 'Ellipsis' && child.kind !== 'MetaEllipsis');
  const partial = the.partialDicts || wanted.length < pattern.children.length;
  const rest = pattern.children.find((child) => child.kind === 'MetaEllipsis');
  matchUnordered(the, wanted, { terms: term.children, partial }, bindings, ({ bindings: so, used }) => {
    if (!rest) return found(so);
    const bound = bind(so, rest.value, { terms: term.children.filter((child) => !used.has(child)) });
    if (bound) found(bound.to);
  });
}

/** A list that a pattern may give in any order and as a part of it. */
export function matchSubset(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const wanted = pattern.children.filter((child) => child.kind !== 'Ellipsis');
  const hasRest = wanted.length < pattern.children.length;
  const partial = hasRest || pattern.kind !== 'Attributes' || the.options.xml_attrs_implicit_ellipsis;
  matchUnordered(the, wanted, { terms: term.children, partial }, bindings, (to) => found(to.bindings));
}
