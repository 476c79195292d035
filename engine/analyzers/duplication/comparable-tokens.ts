import { kindTable, lookUp } from '../../syntax/kind-table.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { tokenClass, tokensOf } from '../../syntax/tokens.ts';

/** A token as clones are made of. Offsets are UTF-16; `barrier` ends every clone and is part of none. */
export interface ComparableToken {
  readonly start: number;
  readonly end: number;
  readonly role: TokenRole;
}

/**
 * `name`: an identifier, which `ignoreNames` makes equal to every other. `data`: a literal, or punctuation. `code`:
 * keywords and operators. `barrier`: a declaration that every file has to repeat (imports, includes, the package's
 * name).
 */
export type TokenRole = 'code' | 'name' | 'data' | 'barrier';

/** The tokens of a file in order, without comments; each import is one token. */
export function comparableTokens(tree: SyntaxTree): ComparableToken[] {
  const { node, count } = tokensOf(tree);
  const barriers = barriersOf(tree);
  const tokens: ComparableToken[] = [];
  let next = 0;
  for (let i = 0; i < count; i++) {
    const token = node[i]!;
    while (next < barriers.length && tree.next[barriers[next]!]! <= token) next++;
    const barrier = barriers[next];
    if (barrier === undefined || token < barrier) {
      tokens.push({ start: tree.startOffset[token]!, end: tree.endOffset[token]!, role: roleOf(tree, token) });
    } else if (i === 0 || node[i - 1]! < barrier) {
      tokens.push({ start: tree.startOffset[barrier]!, end: tree.endOffset[barrier]!, role: 'barrier' });
    }
  }
  return tokens;
}

function roleOf(tree: SyntaxTree, token: number): TokenRole {
  switch (tokenClass(tree, token)) {
    case 'identifier':
      return 'name';
    case 'literal':
    case 'punctuation':
      return 'data';
    case 'keyword':
    case 'operator':
      return 'code';
  }
}

const BARRIER = 1;
const EXPORT = 2;
const USE = 3;
const FUNCTION = 4;

/** Declarations of the grammars that name what a file uses or belongs to. */
const BARRIERS = new Set([
  'import_statement',
  'import_from_statement',
  'future_import_statement',
  'import_declaration',
  'import_header',
  'import_list',
  'import',
  'package_clause',
  'package_declaration',
  'package_header',
  'using_directive',
  'namespace_use_declaration',
  'extern_crate_declaration',
  'preproc_include',
]);

const tableOf = kindTable((name, named) => {
  if (!named) return 0;
  if (BARRIERS.has(name)) return BARRIER;
  if (name === 'export_statement') return EXPORT;
  if (name === 'function_definition' || name === 'function_item') return FUNCTION;
  return name === 'use_declaration' ? USE : 0;
});

/** Outermost nodes only, in order. What a function of Python or Rust imports for itself is its code. */
function barriersOf(tree: SyntaxTree): number[] {
  const table = tableOf(tree);
  const barriers: number[] = [];
  for (let node = 0; node < tree.size;) {
    const entry = lookUp(table, tree, node);
    const is =
      entry === BARRIER ||
      (entry === EXPORT && exportsFromElsewhere(tree, node)) ||
      // In PHP this is a class taking a trait: code, and no import.
      (entry === USE && tree.language !== 'php');
    if (is) barriers.push(node);
    node = is || entry === FUNCTION ? tree.next[node]! : node + 1;
  }
  return barriers;
}

/** `export … from '…'`, the other way to write an import. */
function exportsFromElsewhere(tree: SyntaxTree, node: number): boolean {
  for (let child = node + 1; child < tree.next[node]!; child = tree.next[child]!) {
    if (tree.fields[tree.field[child]!] === 'source') return true;
  }
  return false;
}
