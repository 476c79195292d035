import type { Term } from '../term.ts';
import { bind, type Bindings } from './bindings.ts';
import { equalTerms } from './equal-terms.ts';
import { dottedName } from './match-names.ts';
import type { Found, Matcher } from './matcher-contract.ts';

export function matchMeta(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  if (NO_VALUES.has(term.kind)) return;
  const bound = bind(bindings, pattern.value, { terms: [term] }, (a, b) => equalTerms(the, a, b));
  if (bound) found(bound.to);
}

/** What a metavariable does not stand for. */
const NO_VALUES = new Set(['None', 'Piece', 'TypeArgument']);

export function matchTyped(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const bound = bind(bindings, pattern.value, { terms: [term] });
  if (!bound) return;
  const wanted = pattern.children[0]!;
  if (wanted.kind === 'Meta' || wanted.kind === 'Name' || wanted.kind === 'Member' || wanted.kind.length > 0) {
    for (const type of the.facts.typesOf(term)) matchType(the, wanted, type, bound.to, found);
  }
}

/** A type's pattern on a type as declared; without arguments it stands for all of them. */
function matchType(the: Matcher, wanted: Term, type: Term, bindings: Bindings | undefined, found: Found): void {
  const isWrapped = type.kind === 'Generic' || type.kind === 'Nullable';
  if (isWrapped && wanted.kind !== type.kind) return matchType(the, wanted, type.children[0]!, bindings, found);
  const [name, given] = [dottedName(wanted), dottedName(type)];
  if (name && given && the.facts.sameType(name.join('.'), given.join('.'))) return found(bindings);
  the.match(wanted, type, bindings, found);
}
