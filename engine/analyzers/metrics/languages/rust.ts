import { childInField, childOfKind, kindOf, NONE, textOf } from '../../../syntax/nodes.ts';
import type { LanguageDescription, PublicCandidate } from '../language-description.ts';

export const rust: LanguageDescription = {
  functions: {
    function_item: { kind: 'function', body: 'body' },
    closure_expression: { kind: 'lambda' },
  },
  classes: ['trait_item', 'impl_item', 'struct_item', 'enum_item', 'union_item'],
  namespaces: ['mod_item'],
  ifs: ['if_expression'],
  elseIfs: [],
  elseClauses: ['else_clause'],
  loops: ['for_expression', 'while_expression', 'loop_expression'],
  switches: ['match_expression'],
  catches: [],
  ternaries: [],
  cases: ['match_arm'],
  decisions: [],
  decisionTokens: ['&&', '||', 'if', 'else'],
  operations: ['binary_expression', 'let_chain', 'match_pattern', 'let_declaration'],
  logicalExpressions: ['binary_expression', 'let_chain'],
  logicalOperators: { '&&': 'and', '||': 'or' },
  jumps: ['break_expression', 'continue_expression'],
  labels: ['label'],
  gotos: [],
  calls: { call_expression: 'function' },
  nestedFunctions: 'inside',
  parameters: { ignored: ['self_parameter', 'attribute_item'] },
  documentation: { comment: /^(?:\/\/\/|\/\*\*)/, holders: [], between: ['attribute_item'] },
  isPublic,
};

/** `pub` alone: `pub(crate)` is not. What a trait declares is as public as the trait; what implements one is not ours. */
function isPublic({ tree, node, kind, within, classNode }: PublicCandidate): boolean {
  if (kind === 'lambda' || within === 'function' || within === 'private') return false;
  if (kind === 'class' && kindOf(tree, node) === 'impl_item') return childInField(tree, node, 'trait') === NONE;
  if (classNode !== undefined && kindOf(tree, classNode) === 'trait_item') return true;
  const access = childOfKind(tree, node, 'visibility_modifier');
  return access !== NONE && textOf(tree, access) === 'pub';
}
