import { NodeFlag, type SyntaxTree } from './syntax-tree.ts';

/**
 * A small number for each kind of a grammar, so that a walk over a tree reads arrays instead of comparing names.
 * A named kind and a token may share a name (Ruby's `if` and the word `if`), hence two tables.
 */
export interface KindTable {
  readonly named: Uint32Array;
  readonly tokens: Uint32Array;
}

/** Builds a table once for each grammar: trees of one language share their array of kind names. */
export function kindTable(valueOf: (name: string, named: boolean) => number): (tree: SyntaxTree) => KindTable {
  const built = new WeakMap<readonly string[], KindTable>();
  return (tree) => {
    const known = built.get(tree.kinds);
    if (known) return known;
    const table = {
      named: Uint32Array.from(tree.kinds, (name) => valueOf(name, true)),
      tokens: Uint32Array.from(tree.kinds, (name) => valueOf(name, false)),
    };
    built.set(tree.kinds, table);
    return table;
  };
}

/** The table's number for a node; 0 for an error node, which has no kind. */
export function lookUp(table: KindTable, tree: SyntaxTree, node: number): number {
  const values = (tree.flags[node]! & NodeFlag.named) === 0 ? table.tokens : table.named;
  return values[tree.kind[node]!] ?? 0;
}
