import { childOfKind, NONE, textOf } from '../../../syntax/nodes.ts';
import type { LanguageDescription } from '../language-description.ts';

export const php: LanguageDescription = {
  functions: {
    function_definition: { kind: 'function' },
    method_declaration: { kind: 'method', body: 'body' },
    anonymous_function: { kind: 'lambda' },
    arrow_function: { kind: 'lambda' },
  },
  classes: ['class_declaration', 'interface_declaration', 'trait_declaration', 'enum_declaration', 'anonymous_class'],
  namespaces: ['namespace_definition'],
  ifs: ['if_statement'],
  elseIfs: ['else_if_clause'],
  elseClauses: ['else_clause'],
  loops: ['for_statement', 'foreach_statement', 'while_statement', 'do_statement'],
  switches: ['switch_statement', 'match_expression'],
  catches: ['catch_clause'],
  ternaries: ['conditional_expression'],
  cases: ['case_statement', 'match_conditional_expression'],
  decisions: [],
  decisionTokens: ['&&', '||', 'and', 'or', 'xor', '??', '??=', '?->'],
  operations: [
    'binary_expression',
    'augmented_assignment_expression',
    'nullsafe_member_access_expression',
    'nullsafe_member_call_expression',
  ],
  logicalExpressions: ['binary_expression'],
  logicalOperators: { '&&': 'and', '||': 'or', and: 'and', or: 'or', xor: 'xor', '??': 'ignored' },
  jumps: ['break_statement', 'continue_statement'],
  labels: ['integer'],
  gotos: ['goto_statement'],
  calls: { function_call_expression: 'function', member_call_expression: 'name', scoped_call_expression: 'name' },
  nestedFunctions: 'inside',
  parameters: {},
  documentation: { comment: /^\/\*\*/, holders: [], between: [] },
  isPublic: ({ tree, node, kind, within }) => {
    if (kind === 'lambda' || (within !== 'class' && within !== 'file' && within !== 'namespace')) return false;
    const access = childOfKind(tree, node, 'visibility_modifier');
    return access === NONE || textOf(tree, access).toLowerCase() === 'public';
  },
};
