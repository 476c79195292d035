import type { Term } from '../term.ts';
import { sameTerm } from './bindings.ts';
import type { Matcher } from './matcher-contract.ts';

/** The same code, or known to have the same value. */
export function equalTerms(the: Matcher, a: Term, b: Term): boolean {
  if (sameTerm(a, b, (x, y) => sameVariable(the, x, y))) return true;
  if (!the.options.constant_propagation) return false;
  const value = the.facts.constantOf(a);
  return value !== undefined && value === the.facts.constantOf(b);
}

/** Whether two equal names mean the same variable, as far as that is known. */
function sameVariable(the: Matcher, a: Term, b: Term): boolean {
  if (!isVariable(a) || !isVariable(b)) return true;
  const variable = the.facts.scopes.variableOf(a);
  const other = the.facts.scopes.variableOf(b);
  return variable === undefined || other === undefined || variable === other;
}

function isVariable({ parent, index }: Term): boolean {
  if (!parent) return false;
  return !(parent.kind === 'Member'
    ? parent.children[1]!.index === index
    : NAMING.has(parent.kind) && parent.children[0]!.index === index);
}

/** Kinds whose first child is a name of its own, not a variable. */
const NAMING = new Set(['Pair', 'Keyword', 'Attribute', 'Imported']);
