import type { Facts } from '../facts/facts.ts';
import type { RuleOptions } from '../rule.ts';
import type { Term, TermTree } from '../term.ts';
import type { Bindings } from './bindings.ts';
import type { Budget } from './budget.ts';
import { matchAll } from './match-children.ts';
import { matchDeep, matchSection, matchStatement } from './match-deep.ts';
import { matchLambda, matchStoredFunction } from './match-definitions.ts';
import { matchImport } from './match-imports.ts';
import { matchMeta, matchTyped } from './match-metavariables.ts';
import { matchesQualified, matchMember } from './match-names.ts';
import { matchBinary } from './match-operators.ts';
import { matchSame } from './match-same.ts';
import { matchesAnyText, matchesLiteral, matchPiece, matchString } from './match-strings.ts';
import type { Found, Matcher } from './matcher-contract.ts';

export interface MatcherInput {
  readonly file: TermTree;
  readonly facts: Facts;
  readonly options: RuleOptions;
  readonly budget: Budget;
  readonly partialDicts: boolean;
}

export function aMatcher(input: MatcherInput): Matcher {
  const the: Matcher = {
    ...input,
    match: (pattern, term, bindings, found) => match(the, pattern, term, bindings, found),
    matchStatement: (pattern, term, bindings, found) => matchStatement(the, pattern, term, bindings, found),
  };
  return the;
}

function match(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  the.budget.step();
  // A type that is left open, as that of a pointer to nothing.
  if (term.kind === 'AnyType') return found(bindings);
  // Without type arguments a name stands for it with any.
  if (term.kind === 'Generic' && (pattern.kind === 'Name' || pattern.kind === 'Member'))
    return match(the, pattern, term.children[0]!, bindings, found);
  switch (pattern.kind) {
    case 'Ellipsis':
      return found(bindings);
    case 'Piece':
    case 'PieceMeta':
      return matchPiece(pattern, term, bindings, found);
    case 'AnyPieceMeta':
      if (term.kind === 'Piece') return matchPiece(pattern, term, bindings, found);
      return match(the, { ...pattern, kind: 'Meta' }, term, bindings, found);
    case 'Meta':
    case 'MetaEllipsis':
      return matchMeta(the, pattern, term, bindings, found);
    case 'Deep':
      return matchDeep(the, pattern.children[0]!, term, bindings, found);
    case 'Typed':
      return matchTyped(the, pattern, term, bindings, found);
    case 'AnyText':
    case 'AnyTemplate':
      return matchesAnyText(pattern, term) ? found(bindings) : undefined;
    case 'AnyString':
    case 'String':
    case 'StringRegex':
    case 'StringMeta':
      return matchString(the, pattern, term, bindings, found);
    default:
      return matchCode(the, pattern, term, bindings, found);
  }
}

/** Patterns that are written as the code is. */
function matchCode(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  switch (pattern.kind) {
    case 'Number':
    case 'Literal':
      if (matchesLiteral(the, pattern, term)) found(bindings);
      return;
    case 'Name':
      if ((term.kind === 'Name' && term.value === pattern.value) || matchesQualified(the, pattern, term))
        found(bindings);
      return;
    case 'Member':
      return matchMember(the, pattern, term, bindings, found);
    case 'Assign':
      if (term.kind === 'Define' && pattern.value === '=' && the.options.vardef_assign) {
        return matchAll(the, pattern.children, [term.children[1]!, term.children[3]!], bindings, found);
      }
      return matchSame(the, pattern, term, bindings, found);
    case 'Function':
      if (term.kind === 'Lambda' && pattern.children[1]!.kind === 'Ellipsis')
        return matchLambda(the, pattern, term, bindings, found);
      if (term.kind === 'Define' && the.options.arrow_is_function)
        return matchStoredFunction(the, pattern, term, bindings, found);
      return matchSame(the, pattern, term, bindings, found);
    case 'Section':
      return matchSection(the, pattern, term, bindings, found);
    case 'Import':
      return matchImport(the, pattern, term, bindings, found);
    case 'Binary':
      return matchBinary(the, pattern, term, bindings, found);
    case 'For':
      if (term.kind === 'ForEach' && pattern.children[0]!.kind === 'Ellipsis' && pattern.children[1]!.kind === 'None') {
        return the.match(pattern.children[3]!, term.children[2]!, bindings, found);
      }
      return matchSame(the, pattern, term, bindings, found);
    default:
      return matchSame(the, pattern, term, bindings, found);
  }
}
