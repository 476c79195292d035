import type { Term } from '../term.ts';
import { bind, type Bindings } from './bindings.ts';
import type { Found, Matcher } from './matcher-contract.ts';

/** Text between the code of a template. */
export function matchPiece(pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  if (term.kind !== 'Piece') return;
  if (pattern.kind === 'Piece') return pattern.value === term.value ? found(bindings) : undefined;
  const bound = bind(bindings, pattern.value, { terms: [term], content: term.value });
  if (bound) found(bound.to);
}

export function matchString(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const isKey = term.kind === 'Name' && term.parent?.kind === 'Pair' && term.parent.children[0] === term;
  // Among the code of a template a string is code, too, and not the text around it.
  if (term.kind === 'Piece' && pattern.parent?.kind === 'Template') return;
  if (term.kind === 'Template' && term.parent?.kind === 'Regex') return;
  const content = term.kind === 'String' || term.kind === 'Piece' || isKey ? term.value : constantString(the, term);
  if (content === undefined) {
    const isAny = pattern.kind === 'AnyString' || pattern.kind === 'AnyTemplate';
    if (isAny && the.options.constant_propagation && the.facts.isString(term)) found(bindings);
    return;
  }
  switch (pattern.kind) {
    case 'AnyString':
    case 'AnyTemplate':
      return found(bindings);
    case 'StringMeta': {
      const bound = bind(bindings, pattern.value, { terms: [term], content });
      return bound && found(bound.to);
    }
    case 'StringRegex':
      return the.facts.stringMatches(pattern.value, content) ? found(bindings) : undefined;
    default:
      return content === pattern.value ? found(bindings) : undefined;
  }
}

export function matchesAnyText(pattern: Term, term: Term): boolean {
  if (term.kind === 'Template') return true;
  return term.kind === 'String' && (pattern.kind === 'AnyText' || term.children.length > 0);
}

export function matchesLiteral(the: Matcher, pattern: Term, term: Term): boolean {
  if (term.kind === pattern.kind) return term.value === pattern.value;
  // C's null is 0, but not written as one.
  if (term.kind === 'Literal' && pattern.kind === 'Number') return false;
  const constant = the.options.constant_propagation ? the.facts.constantOf(term) : undefined;
  if (constant === undefined || typeof constant === 'string') return false;
  return String(constant).toLowerCase() === pattern.value.toLowerCase();
}

function constantString(the: Matcher, term: Term): string | undefined {
  const constant = the.options.constant_propagation ? the.facts.constantOf(term) : undefined;
  return typeof constant === 'string' ? constant : undefined;
}
