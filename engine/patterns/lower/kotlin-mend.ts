import { NodeFlag, type SyntaxTree } from '../../syntax/syntax-tree.ts';

/**
 * The grammar wants the last member of a class to end with its line, which `class A { fun b() {} }` does not. Where it
 * could not read all of a file, blanks before braces are taken for line ends, if more is understood so. Places stay.
 */
export function mendKotlin(tree: SyntaxTree, parse: (text: string) => SyntaxTree): SyntaxTree {
  if (!tree.hasError || !/[ \t]\}/.test(tree.text)) return tree;
  const mended = parse(tree.text.replace(/[ \t]\}/g, '\n}'));
  return misread(mended) < misread(tree) ? { ...mended, text: tree.text, lineStarts: tree.lineStarts } : tree;
}

/** How much of a file stands in error nodes, with one for each of those and of what is missing. */
function misread(tree: SyntaxTree): number {
  let sum = tree.hasError ? 1 : 0;
  for (let node = 0; node < tree.size; node++) {
    if ((tree.flags[node]! & (NodeFlag.error | NodeFlag.missing)) !== 0) {
      sum += 1 + tree.endOffset[node]! - tree.startOffset[node]!;
    }
  }
  return sum;
}
