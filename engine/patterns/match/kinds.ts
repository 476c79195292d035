import type { Term } from '../term.ts';

/** Kinds that are statements of their own; an expression that stands as a statement keeps its own kind. */
export const STATEMENT_KINDS: ReadonlySet<string> = new Set(
  (
    'Block Define Function Class If For ForEach While DoWhile Return Throw Try Switch With Import Break Continue Delete ' +
    'Assert Label Export Catch Case Namespace Lock Goto Macro Package Select Synchronized StaticBlock TypeDef'
  ).split(' '),
);

/** For each kind, the children that a pattern may leave out and that then match whatever stands there. */
export const OPTIONAL_CHILDREN: Readonly<Record<string, readonly number[]>> = {
  Function: [3, 4],
  Lambda: [2],
  Define: [2],
  Param: [1, 2, 3],
  Class: [3],
  If: [2],
  Try: [2, 3],
  Catch: [0, 1, 3],
  Namespace: [1],
  New: [2],
  InstanceOf: [2],
  Composite: [0],
  Element: [],
  Regex: [1],
  Expansion: [1],
};

/** Lists that a pattern may give in any order and as a part of what stands there. */
export const SUBSET_LISTS: ReadonlySet<string> = new Set([
  'Modifiers',
  'Attributes',
  'Members',
  'Supers',
  'Catches',
  'Types',
]);

export const ASSOCIATIVE: ReadonlySet<string> = new Set(['&&', '||', 'and', 'or', '|', '&', '^', '.']);
export const COMMUTATIVE: ReadonlySet<string> = new Set(['|', '&', '^']);
export const BOOLEAN_OPERATORS: ReadonlySet<string> = new Set(['&&', '||', 'and', 'or']);
export const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '===', '!==']);

/** Parts of terms that no pattern stands for alone. */
const NOT_CODE = new Set(
  'None Args Params Elements Pairs Modifiers Members Supers Catches Cases Types Attributes Contents Token Param Pair Keyword Block'.split(
    ' ',
  ),
);

/** For kinds that name something, which child is the name and no expression. */
const NAME_AT: Readonly<Record<string, number>> = {
  Member: 1,
  Function: 1,
  Class: 1,
  Param: 1,
  Keyword: 0,
  Attribute: 0,
  Imported: 0,
  Atom: 0,
};

/** Whether a name is only that of a member, a definition, an argument, and so no expression. */
export function isNameOnly({ kind, index, parent }: Term): boolean {
  if (kind !== 'Name' || !parent) return false;
  if (parent.kind === 'Imported') return true;
  // With a value a declaration is an assignment, too.
  if (parent.kind === 'Define') return parent.children[3]!.kind === 'None' && parent.children[1]!.index === index;
  if (parent.kind === 'Spread' && parent.parent?.kind === 'Param') return true;
  const at = NAME_AT[parent.kind];
  return at !== undefined && parent.children[at]?.index === index;
}

export function isExpression(term: Term): boolean {
  if (term.kind === 'Spread' && term.parent?.kind === 'Param') return false;
  return !NOT_CODE.has(term.kind) && !STATEMENT_KINDS.has(term.kind) && !isNameOnly(term) && !isType(term);
}

/** For kinds that declare something, which child is its type. */
const TYPE_AT: Readonly<Record<string, number>> = { Define: 2, Param: 2, Function: 3, Lambda: 2 };

/** Whether a term is a declared type or part of one. */
function isType(term: Term): boolean {
  for (let { index, parent } = term; parent; { index, parent } = parent) {
    const at = TYPE_AT[parent.kind];
    if (at !== undefined) return parent.children[at]?.index === index;
    if (parent.kind === 'Package') return true;
    const isPart = parent.kind === 'Generic' || parent.kind === 'Member' || parent.kind.endsWith('Type');
    if (!isPart && !(parent.kind === 'Args' && parent.parent?.kind === 'Generic')) return false;
  }
  return false;
}
