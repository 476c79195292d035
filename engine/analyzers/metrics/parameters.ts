import { isComment } from '../../syntax/tokens.ts';
import { childInField, childOfKind, childrenOf, isNamed, kindOf, NONE, textOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { FunctionShape, ParameterRules } from './language-description.ts';

/** How many parameters a function declares; the receiver (`self`, `this`) is none. */
export function countParameters(
  tree: SyntaxTree,
  node: number,
  { shape, rules }: { shape: FunctionShape; rules: ParameterRules },
): number {
  const list = parameterList(tree, node, shape.parameters ?? 'parameters');
  if (list === NONE) return childInField(tree, node, 'parameter') === NONE ? 0 : 1;
  if (tree.next[list] === list + 1) return 1;
  let count = 0;
  for (const child of childrenOf(tree, list)) {
    if (rules.countNames && tree.fields[tree.field[child]!] === 'name') count++;
    else if (isParameter(tree, child, rules, count === 0)) count += rules.countNames ? declaredNames(tree, child) : 1;
  }
  return count;
}

function parameterList(tree: SyntaxTree, node: number, name: string): number {
  const list = childInField(tree, node, name) || childOfKind(tree, node, name);
  if (list === NONE || name !== 'declarator') return list;
  // C: the list hangs on the function's declarator, within those of pointers and references.
  let declarator = list;
  for (;;) {
    const parameters = childInField(tree, declarator, 'parameters');
    const inner = childInField(tree, declarator, 'declarator');
    if (inner === NONE || (parameters !== NONE && kindOf(tree, inner) !== 'parenthesized_declarator'))
      return parameters;
    declarator = inner;
  }
}

function isParameter(tree: SyntaxTree, node: number, rules: ParameterRules, first: boolean): boolean {
  const kind = kindOf(tree, node);
  if (!isNamed(tree, node) || isComment(tree, node) || rules.ignored?.includes(kind)) return false;
  if (rules.kinds && !rules.kinds.includes(kind)) return false;
  if (kind === 'parameter_declaration' && textOf(tree, node) === 'void') return false;
  return !(first && rules.receivers?.includes(firstWord(tree, node)));
}

function firstWord(tree: SyntaxTree, node: number): string {
  const start = tree.startOffset[node]!;
  return /^\w*/.exec(tree.text.slice(start, Math.min(start + 8, tree.endOffset[node]!)))![0];
}

/** `a, b int` declares two; a type alone declares one. */
function declaredNames(tree: SyntaxTree, node: number): number {
  let names = 0;
  for (const child of childrenOf(tree, node)) if (tree.fields[tree.field[child]!] === 'name') names++;
  return Math.max(1, names);
}
