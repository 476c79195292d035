import { childrenOf, kindOf, textOf } from '../../../syntax/nodes.ts';
import type { SyntaxTree } from '../../../syntax/syntax-tree.ts';
import type { LanguageDescription, PublicCandidate } from '../language-description.ts';

export const csharp: LanguageDescription = {
  functions: {
    method_declaration: { kind: 'method', body: 'body' },
    constructor_declaration: { kind: 'constructor', body: 'body' },
    destructor_declaration: { kind: 'method', body: 'body' },
    operator_declaration: { kind: 'method', body: 'body' },
    conversion_operator_declaration: { kind: 'method', body: 'body' },
    accessor_declaration: { kind: 'accessor', body: 'body' },
    property_declaration: { kind: 'accessor', body: 'arrow_expression_clause' },
    indexer_declaration: { kind: 'accessor', body: 'arrow_expression_clause', name: 'this[]' },
    local_function_statement: { kind: 'function', body: 'body' },
    lambda_expression: { kind: 'lambda' },
    anonymous_method_expression: { kind: 'lambda' },
  },
  classes: [
    'class_declaration',
    'struct_declaration',
    'interface_declaration',
    'record_declaration',
    'enum_declaration',
  ],
  namespaces: ['namespace_declaration'],
  ifs: ['if_statement'],
  elseIfs: [],
  elseClauses: [],
  loops: ['for_statement', 'foreach_statement', 'while_statement', 'do_statement'],
  switches: ['switch_statement', 'switch_expression'],
  catches: ['catch_clause'],
  ternaries: ['conditional_expression'],
  conditionalCompilation: ['preproc_if', 'preproc_elif'],
  cases: ['switch_section', 'switch_expression_arm'],
  decisions: ['when_clause', 'catch_filter_clause'],
  decisionTokens: ['&&', '||', '??', '??=', '?', 'and', 'or'],
  operations: [
    'binary_expression',
    'assignment_expression',
    'conditional_access_expression',
    'and_pattern',
    'or_pattern',
  ],
  logicalExpressions: ['binary_expression', 'and_pattern', 'or_pattern'],
  logicalOperators: { '&&': 'and', '||': 'or', and: 'and', or: 'or', '??': 'ignored' },
  jumps: [],
  labels: [],
  gotos: ['goto_statement'],
  calls: { invocation_expression: 'function' },
  implicitReceiver: true,
  nestedFunctions: 'inside',
  parameters: { kinds: ['parameter'], countNames: true },
  documentation: { comment: /^(?:\/\/\/|\/\*\*)/, holders: [], between: [] },
  isPublic,
};

/** Members of an interface are public unless they say otherwise. Accessors are documented with their property. */
function isPublic({ tree, node, kind, within, classNode }: PublicCandidate): boolean {
  if (kind === 'lambda' || (kind === 'accessor' && kindOf(tree, node) === 'accessor_declaration')) return false;
  if (within === 'function' || within === 'private') return false;
  const inInterface = classNode !== undefined && kindOf(tree, classNode) === 'interface_declaration';
  return inInterface ? !says(tree, node, 'private') : says(tree, node, 'public');
}

function says(tree: SyntaxTree, node: number, word: string): boolean {
  for (const child of childrenOf(tree, node)) {
    if (kindOf(tree, child) === 'modifier' && textOf(tree, child) === word) return true;
  }
  return false;
}
