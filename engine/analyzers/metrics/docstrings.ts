import { kindOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { docstringOf } from './documented.ts';

/** The strings of a Python file that document its module, classes and functions: prose, not code. */
export function docstringsOf(tree: SyntaxTree): ReadonlySet<number> {
  const docstrings = new Set<number>();
  if (tree.language !== 'python') return docstrings;
  for (let node = 0; node < tree.size; node++) {
    if (!/^(?:module|class_definition|function_definition)$/.test(kindOf(tree, node))) continue;
    const docstring = docstringOf(tree, node);
    if (docstring !== 0) docstrings.add(docstring);
  }
  return docstrings;
}
