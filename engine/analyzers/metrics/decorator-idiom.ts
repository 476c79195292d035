import { childInField, childrenOf, isNamed, kindOf, NONE } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { isComment } from '../../syntax/tokens.ts';
import { docstringOf } from './documented.ts';
import type { LanguageDescription } from './language-description.ts';
import type { Unit } from './unit.ts';

/** Whether a function holds nothing but another function and the return of it: a Python decorator. */
export function isDecorator(tree: SyntaxTree, unit: Unit, language: LanguageDescription): boolean {
  if (!language.decoratorIdiom || unit.kind === 'file') return false;
  const body = childInField(tree, unit.node, 'body');
  if (body === NONE) return false;
  const docstring = docstringOf(tree, unit.node);
  const statements: string[] = [];
  for (const child of childrenOf(tree, body)) {
    if (!isNamed(tree, child) || isComment(tree, child) || child + 1 === docstring) continue;
    if (statements.length === 2) return false;
    statements.push(kindOf(tree, child));
  }
  return /^(?:function|decorated)_definition$/.test(statements[0] ?? '') && statements[1] === 'return_statement';
}
