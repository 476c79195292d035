import { kindTable, type KindTable } from '../../syntax/kind-table.ts';
import type { Language } from '../../source/language.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { LanguageDescription } from './language-description.ts';
import { DESCRIPTIONS } from './languages/descriptions.ts';

/** What a kind of node is to the metrics: bits, since a kind may be several things. */
export const Role = {
  function: 1 << 0,
  class: 1 << 1,
  namespace: 1 << 2,
  if: 1 << 3,
  elseIf: 1 << 4,
  elseClause: 1 << 5,
  loop: 1 << 6,
  switch: 1 << 7,
  catch: 1 << 8,
  ternary: 1 << 9,
  conditionalCompilation: 1 << 10,
  deepening: 1 << 11,
  case: 1 << 12,
  decision: 1 << 13,
  operation: 1 << 14,
  logical: 1 << 15,
  jump: 1 << 16,
  goto: 1 << 17,
  call: 1 << 18,
  label: 1 << 19,
  fieldDefinition: 1 << 20,
  parentheses: 1 << 22,
  decisionToken: 1 << 23,
  logicalOperator: 1 << 24,
  elseToken: 1 << 25,
} as const;

/** What breaks the linear flow and deepens the nesting of what is in it. */
export const STRUCTURES =
  Role.if | Role.elseIf | Role.loop | Role.switch | Role.catch | Role.ternary | Role.conditionalCompilation;

/** One decision each for cyclomatic complexity. */
export const DECISIONS = Role.if | Role.elseIf | Role.loop | Role.catch | Role.ternary | Role.decision;

const tables = new Map<Language, (tree: SyntaxTree) => KindTable>();

/** The roles of a language's kinds, for `lookUp`. */
export function rolesOf(tree: SyntaxTree<Language>): KindTable {
  let table = tables.get(tree.language);
  if (!table) {
    const roles = rolesByName(DESCRIPTIONS[tree.language]);
    table = kindTable((name, named) => (named ? roles.named : roles.tokens).get(name) ?? 0);
    tables.set(tree.language, table);
  }
  return table(tree);
}

function rolesByName(language: LanguageDescription) {
  const named = new Map<string, number>();
  const tokens = new Map<string, number>();
  const give = (to: Map<string, number>, role: number, names: readonly string[]) => {
    for (const name of names) to.set(name, (to.get(name) ?? 0) | role);
  };
  give(named, Role.function, Object.keys(language.functions));
  give(named, Role.class, language.classes);
  give(named, Role.namespace, language.namespaces);
  give(named, Role.if, language.ifs);
  give(named, Role.elseIf, language.elseIfs);
  give(named, Role.elseClause, language.elseClauses);
  give(named, Role.loop, language.loops);
  give(named, Role.switch, language.switches);
  give(named, Role.catch, language.catches);
  give(named, Role.ternary, language.ternaries);
  give(named, Role.conditionalCompilation, language.conditionalCompilation ?? []);
  give(named, Role.deepening, language.deepening ?? []);
  give(named, Role.case, language.cases);
  give(named, Role.decision, language.decisions);
  give(named, Role.operation, language.operations);
  give(named, Role.logical, language.logicalExpressions);
  give(named, Role.jump, language.jumps);
  give(named, Role.goto, language.gotos);
  give(named, Role.call, Object.keys(language.calls));
  give(named, Role.label, language.labels);
  give(named, Role.fieldDefinition, ['public_field_definition', 'field_definition']);
  give(named, Role.parentheses, ['parenthesized_expression', 'parenthesized_statements', 'parenthesized_pattern']);
  give(tokens, Role.decisionToken, language.decisionTokens);
  give(tokens, Role.logicalOperator, Object.keys(language.logicalOperators));
  if (language.elseClauses.length === 0) give(tokens, Role.elseToken, ['else']);
  return { named, tokens };
}
