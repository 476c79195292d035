import type { Term } from '../term.ts';
import type { Bindings } from './bindings.ts';
import { SUBSET_LISTS } from './kinds.ts';
import { matchChildren } from './match-children.ts';
import { matchArgs, matchPairs, matchSubset } from './match-collections.ts';
import { matchCatch, matchDecorator } from './match-definitions.ts';
import { matchImported } from './match-imports.ts';
import { matchList } from './match-list.ts';
import { callsAnother } from './match-names.ts';
import { matchSequence } from './match-statements.ts';
import type { Found, Matcher } from './matcher-contract.ts';

/** The same kind with the same operator or word, and matching children. */
export function matchSame(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  if (pattern.kind !== term.kind) return matchOtherKind(the, pattern, term, bindings, found);
  if (!sameValue(pattern, term)) return;
  switch (pattern.kind) {
    case 'Block':
      return matchBlock(the, pattern, term, bindings, found);
    case 'Pairs':
      return matchPairs(the, pattern, term, bindings, found);
    case 'Decorator':
      return matchDecorator(the, pattern.children[0]!, term.children[0]!, bindings, found);
    case 'Imported':
      return matchImported(the, pattern, term, bindings, found);
    case 'Catch':
      return matchCatch(the, pattern, term, bindings, found);
    case 'Contents':
      if (pattern.children.length === 0) return found(bindings);
      if (!the.options.xml_children_ordered) return matchPairs(the, pattern, term, bindings, found);
      return matchList(the, pattern.children, term.children, bindings, found);
    case 'Cases':
      if (pattern.value === 'unordered') return matchPairs(the, pattern, term, bindings, found);
      return matchList(the, pattern.children, term.children, bindings, found);
    case 'Call':
      if (callsAnother(the, pattern.children[0]!, term.children[0]!)) return;
      return matchChildren(the, pattern, term, bindings, found);
    case 'Args':
      return matchArgs(the, pattern, term, bindings, found);
    case 'For':
      if (pattern.children[0]!.kind === 'Ellipsis' && pattern.children[1]!.kind === 'None') {
        return the.match(pattern.children[3]!, term.children[3]!, bindings, found);
      }
      return matchChildren(the, pattern, term, bindings, found);
    default:
      if (SUBSET_LISTS.has(pattern.kind)) return matchSubset(the, pattern, term, bindings, found);
      if (ORDERED_LISTS.has(pattern.kind)) return matchList(the, pattern.children, term.children, bindings, found);
      return matchChildren(the, pattern, term, bindings, found);
  }
}

const ORDERED_LISTS = new Set(['Params', 'Elements', 'Cases', 'Template']);

export function sameValue(pattern: Term, term: Term): boolean {
  if (pattern.kind === 'Define') return pattern.value !== 'const' || term.value === 'const';
  return pattern.value === term.value;
}

function matchBlock(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const [first] = pattern.children;
  if (pattern.children.length === 1 && first!.kind === 'Meta') {
    if (term.children.length === 0) return;
    return the.match(first!, term.children.length === 1 ? term.children[0]! : term, bindings, found);
  }
  const whole = pattern.children.length === 0;
  matchSequence(the, pattern.children, { block: term, from: 0, whole }, bindings, (to) => found(to.bindings));
}

/** What is the same although the kinds differ. */
export function matchOtherKind(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  if (isRest(pattern) && COLLECTIONS[pattern.kind]?.includes(term.kind)) return found(bindings);
  if (pattern.kind === 'Elements' && term.kind === 'Pairs') {
    return matchList(the, pattern.children, term.children, bindings, found);
  }
  if (pattern.kind === 'Tuple' && term.parent?.kind === 'Catch') {
    return matchList(the, pattern.children[0]!.children, [term], bindings, found);
  }
  const isNamed = term.kind === 'Name' || term.kind === 'Member';
  if (isNamed && (the.options.symbolic_propagation || pattern.kind === 'Regex')) {
    const definition = the.facts.definitionOf(term);
    if (definition && (pattern.kind !== 'Regex' || definition.kind === 'Regex'))
      the.match(pattern, definition, bindings, found);
  }
}

/** Whether a collection in a pattern holds nothing but an ellipsis. */
function isRest({ children }: Term): boolean {
  return children.length === 1 && children[0]!.children.length === 1 && children[0]!.children[0]!.kind === 'Ellipsis';
}

/** What `[...]` and `{...}` also stand for. */
const COLLECTIONS: Readonly<Record<string, readonly string[]>> = {
  Array: ['Comprehension'],
  Set: ['Dict', 'Comprehension'],
  Dict: ['Set', 'Comprehension'],
};
