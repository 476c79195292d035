import { childOfKind, kindOf, NONE } from '../../../syntax/nodes.ts';
import type { LanguageDescription, PublicCandidate } from '../language-description.ts';

export const java: LanguageDescription = {
  functions: {
    method_declaration: { kind: 'method', body: 'body' },
    constructor_declaration: { kind: 'constructor' },
    compact_constructor_declaration: { kind: 'constructor' },
    static_initializer: { kind: 'initializer', name: 'static' },
    lambda_expression: { kind: 'lambda' },
  },
  classes: [
    'class_declaration',
    'interface_declaration',
    'enum_declaration',
    'record_declaration',
    'annotation_type_declaration',
    'enum_constant',
    'object_creation_expression',
  ],
  namespaces: [],
  ifs: ['if_statement'],
  elseIfs: [],
  elseClauses: [],
  loops: ['for_statement', 'enhanced_for_statement', 'while_statement', 'do_statement'],
  switches: ['switch_expression', 'switch_statement'],
  catches: ['catch_clause'],
  ternaries: ['ternary_expression'],
  cases: ['switch_label'],
  decisions: ['guard'],
  decisionTokens: ['&&', '||'],
  operations: ['binary_expression'],
  logicalExpressions: ['binary_expression'],
  logicalOperators: { '&&': 'and', '||': 'or' },
  jumps: ['break_statement', 'continue_statement'],
  labels: ['identifier'],
  gotos: [],
  calls: { method_invocation: 'name' },
  implicitReceiver: true,
  nestedFunctions: 'inside',
  parameters: { ignored: ['receiver_parameter'] },
  documentation: { comment: /^\/\*\*/, holders: [], between: [] },
  isPublic,
};

function isPublic({ tree, node, kind, within, classNode }: PublicCandidate): boolean {
  if (kind === 'lambda' || kind === 'initializer' || (within !== 'class' && within !== 'file')) return false;
  const modifiers = childOfKind(tree, node, 'modifiers');
  const says = (word: string) => modifiers !== NONE && childOfKind(tree, modifiers, word) !== NONE;
  const inInterface = classNode !== undefined && kindOf(tree, classNode) === 'interface_declaration';
  return inInterface ? !says('private') : says('public');
}
