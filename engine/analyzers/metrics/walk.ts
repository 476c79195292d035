import type { Language } from '../../source/language.ts';
import type { KindTable } from '../../syntax/kind-table.ts';
import { childInField, childOfKind, childrenOf, kindOf, NONE, textOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { LanguageDescription, PublicCandidate } from './language-description.ts';
import { DESCRIPTIONS } from './languages/descriptions.ts';
import { LogicalSequences } from './logical-sequences.ts';
import { rolesOf } from './roles.ts';
import { newUnit, type ClassUnit, type Unit } from './unit.ts';

/** A walk over a file's tree, under way. */
export interface Walk {
  readonly tree: SyntaxTree;
  readonly language: LanguageDescription;
  readonly roles: KindTable;
  readonly headerFields: Uint8Array;
  /** What a parent found out about a child that is still to come. */
  readonly marks: Uint8Array;
  readonly sequences: LogicalSequences;
  readonly exported: ReadonlySet<string>;
  readonly frames: Frame[];
  readonly file: Unit;
  readonly functions: Unit[];
  readonly classes: ClassUnit[];
  /** Methods that stand beside their type (Go), in an `impl` (Rust), or outside the class (C++), by the type's name. */
  readonly methodsBeside: Map<string, number>;
  at: Position;
}

/** Where the walk is. Replaced, never changed, so that a frame can put the former one back. */
export interface Position {
  readonly unit: Unit;
  readonly nesting: number;
  /** Nesting of control structures alone: without lambdas, blocks and conditional expressions. */
  readonly depth: number;
  readonly scope: readonly string[];
  readonly within: PublicCandidate['within'];
  readonly classUnit: ClassUnit | undefined;
}

interface Frame {
  readonly end: number;
  readonly before: Position;
  readonly closes: Unit | undefined;
}

/** What a parent may find out about a child that is still to come. */
export const Mark = { deeper: 1, deeperExpression: 2, elseIf: 4, else: 8, outer: 16, initializer: 32 } as const;

/** Fields in which a structure's head stands; what else it has is nested in it. */
const HEADER_FIELDS = new Set(
  (
    'condition initializer update increment init value left right subject pattern type name declarator operator kind ' +
    'alias label parameter parameters exceptions variable guard index resources'
  ).split(' '),
);

export function beginWalk(tree: SyntaxTree<Language>): Walk {
  const language = DESCRIPTIONS[tree.language];
  const roles = rolesOf(tree);
  const file = newUnit({ node: 0, kind: 'file', name: '', scope: [], outer: undefined, cyclomatic: 0 });
  return {
    ...{ tree, language, roles, file },
    headerFields: Uint8Array.from(tree.fields, (name) => (HEADER_FIELDS.has(name) ? 1 : 0)),
    marks: new Uint8Array(tree.size),
    sequences: new LogicalSequences(tree, language, roles),
    exported: language.shortCircuitIdioms ? exportedNames(tree) : new Set(),
    ...{ frames: [], functions: [], classes: [], methodsBeside: new Map() },
    at: { unit: file, nesting: 0, depth: 0, scope: [], within: 'file', classUnit: undefined },
  };
}

/** Goes into a node: until its end the walk is where `to` says, and then where it was. */
export function enter(walk: Walk, node: number, to: Partial<Position>, closes?: Unit): void {
  walk.frames.push({ end: walk.tree.next[node]!, before: walk.at, closes });
  walk.at = { ...walk.at, ...to };
}

/** Names in `export { a, b as c }`; what they are called within the file. */
function exportedNames(tree: SyntaxTree): Set<string> {
  const names = new Set<string>();
  for (const statement of childrenOf(tree, 0)) {
    const clause =
      kindOf(tree, statement) === 'export_statement' ? childOfKind(tree, statement, 'export_clause') : NONE;
    if (clause === NONE) continue;
    for (const specifier of childrenOf(tree, clause)) {
      names.add(textOf(tree, childInField(tree, specifier, 'name') || specifier));
    }
  }
  return names;
}
