import { childOfKind, NONE, textOf } from '../../../syntax/nodes.ts';
import type { LanguageDescription, PublicCandidate } from '../language-description.ts';

export const kotlin: LanguageDescription = {
  functions: {
    function_declaration: { kind: 'function', body: 'function_body', parameters: 'function_value_parameters' },
    secondary_constructor: {
      kind: 'constructor',
      body: 'block',
      parameters: 'function_value_parameters',
      name: 'constructor',
    },
    anonymous_initializer: { kind: 'initializer', name: 'init' },
    getter: { kind: 'accessor', body: 'function_body' },
    setter: { kind: 'accessor', body: 'function_body' },
    anonymous_function: { kind: 'lambda', parameters: 'function_value_parameters' },
    lambda_literal: { kind: 'lambda', parameters: 'lambda_parameters' },
  },
  classes: ['class_declaration', 'object_declaration', 'companion_object', 'object_literal', 'enum_entry'],
  namespaces: [],
  ifs: ['if_expression'],
  elseIfs: [],
  elseClauses: [],
  loops: ['for_statement', 'while_statement', 'do_while_statement'],
  switches: ['when_expression'],
  catches: ['catch_block'],
  ternaries: [],
  cases: ['when_entry'],
  decisions: [],
  decisionTokens: ['&&', '||', '?:', '?.'],
  operations: ['binary_expression', 'navigation_expression'],
  logicalExpressions: ['binary_expression'],
  logicalOperators: { '&&': 'and', '||': 'or', '?:': 'ignored' },
  jumps: ['labeled_expression'],
  labels: ['label'],
  gotos: [],
  calls: { call_expression: '' },
  implicitReceiver: true,
  nestedFunctions: 'inside',
  parameters: { kinds: ['parameter', 'variable_declaration', 'multi_variable_declaration', 'identifier'] },
  documentation: { comment: /^\/\*\*/, holders: [], between: [] },
  isPublic,
};

/** Public is what says nothing else. */
function isPublic({ tree, node, kind, within }: PublicCandidate): boolean {
  if (kind === 'lambda' || kind === 'initializer' || kind === 'accessor') return false;
  if (within !== 'file' && within !== 'class') return false;
  const modifiers = childOfKind(tree, node, 'modifiers');
  const access = modifiers === NONE ? NONE : childOfKind(tree, modifiers, 'visibility_modifier');
  return access === NONE || textOf(tree, access) === 'public';
}
