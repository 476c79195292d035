import { childInField, isNamed, kindOf, lineAt, NONE, previousSibling, textOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { isComment } from '../../syntax/tokens.ts';
import type { Documentation } from './language-description.ts';

/** Whether a documenting comment stands just above a function, or a docstring in it. */
export function isDocumented(tree: SyntaxTree, node: number, { comment, holders, between }: Documentation): boolean {
  if (!comment) return docstringOf(tree, node) !== NONE;
  let holder = node;
  for (;;) {
    const parent = tree.parent[holder]!;
    if (parent === 0 || (!holders.includes(kindOf(tree, parent)) && !startsWith(tree, parent, holder))) break;
    holder = parent;
  }
  let below = holder;
  let above = previousSibling(tree, holder);
  while (above !== NONE && between.includes(kindOf(tree, above))) {
    below = above;
    above = previousSibling(tree, above);
  }
  return isDocumenting(tree, above, { below, comment });
}

/** The string that documents a Python module, class or function, which begins its body. */
export function docstringOf(tree: SyntaxTree, node: number): number {
  const body = kindOf(tree, node) === 'module' ? node : childInField(tree, node, 'body');
  if (body === NONE && node !== 0) return NONE;
  let first = body + 1;
  while (first < tree.next[body]! && isComment(tree, first)) first = tree.next[first]!;
  const isStatement = first < tree.next[body]! && kindOf(tree, first) === 'expression_statement';
  return isStatement && kindOf(tree, first + 1) === 'string' && tree.next[first] === tree.next[first + 1]
    ? first + 1
    : NONE;
}

/** Whether the child begins its parent, so that a comment above the one is above the other. */
function startsWith(tree: SyntaxTree, parent: number, child: number): boolean {
  return child === parent + 1 && tree.startOffset[parent] === tree.startOffset[child] && isNamed(tree, parent);
}

function isDocumenting(
  tree: SyntaxTree,
  node: number,
  { below, comment }: { below: number; comment: RegExp },
): boolean {
  if (node === NONE || !isComment(tree, node) || !comment.test(textOf(tree, node).slice(0, 40))) return false;
  // A grammar may count the line break to a comment.
  const end = lineAt(tree, tree.endOffset[node]! - 1);
  return lineAt(tree, tree.startOffset[below]!) - end <= 1;
}
