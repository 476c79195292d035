import { childInField, childOfKind, kindOf, NONE, textOf } from '../../../syntax/nodes.ts';
import type { SyntaxTree } from '../../../syntax/syntax-tree.ts';
import type { LanguageDescription, PublicCandidate } from '../language-description.ts';

/** TypeScript and TSX. */
export const typescript: LanguageDescription = {
  functions: {
    function_declaration: { kind: 'function' },
    generator_function_declaration: { kind: 'function' },
    function_expression: { kind: 'function' },
    generator_function: { kind: 'function' },
    arrow_function: { kind: 'lambda' },
    method_definition: { kind: 'method' },
    class_static_block: { kind: 'initializer', name: 'static' },
  },
  classes: ['class_declaration', 'abstract_class_declaration', 'class'],
  namespaces: ['internal_module', 'module'],
  ifs: ['if_statement'],
  elseIfs: [],
  elseClauses: ['else_clause'],
  loops: ['for_statement', 'for_in_statement', 'while_statement', 'do_statement'],
  switches: ['switch_statement'],
  catches: ['catch_clause'],
  ternaries: ['ternary_expression'],
  cases: ['switch_case'],
  decisions: ['assignment_pattern', 'object_assignment_pattern'],
  decisionTokens: ['&&', '||', '??', '&&=', '||=', '??=', '?.', '='],
  operations: [
    'binary_expression',
    'augmented_assignment_expression',
    'optional_chain',
    'call_expression',
    'required_parameter',
    'optional_parameter',
  ],
  logicalExpressions: ['binary_expression'],
  logicalOperators: { '&&': 'and', '||': 'or', '??': 'ignored' },
  jumps: ['break_statement', 'continue_statement'],
  labels: ['statement_identifier'],
  gotos: [],
  calls: { call_expression: 'function' },
  nestedFunctions: 'apart',
  shortCircuitIdioms: true,
  parameters: { ignored: ['decorator'], receivers: ['this'] },
  documentation: {
    comment: /^\/\*\*/,
    holders: [
      'export_statement',
      'lexical_declaration',
      'variable_declaration',
      'variable_declarator',
      'assignment_expression',
      'expression_statement',
      'pair',
      'public_field_definition',
      'field_definition',
      'ambient_declaration',
      'parenthesized_expression',
    ],
    between: ['decorator', 'method_signature', 'function_signature'],
  },
  isPublic,
};

/** JavaScript and JSX, in whose grammar `?.` is a node of its own. */
export const javascript: LanguageDescription = {
  ...typescript,
  decisions: [...typescript.decisions, 'optional_chain'],
};

function isPublic({ tree, node, name, kind, within, exported }: PublicCandidate): boolean {
  if (kind === 'initializer') return false;
  if (within === 'class') return !isHiddenMember(tree, node);
  if (within === 'namespace') return isExported(tree, node);
  return within === 'file' && (exported.has(name) || isExported(tree, node));
}

function isHiddenMember(tree: SyntaxTree, node: number): boolean {
  const parent = tree.parent[node]!;
  const member = /field_definition$/.test(kindOf(tree, parent)) ? parent : node;
  const access = childOfKind(tree, member, 'accessibility_modifier');
  const name = childInField(tree, member, 'name') || childInField(tree, member, 'property');
  return (access !== NONE && textOf(tree, access) !== 'public') || tree.text[tree.startOffset[name]!] === '#';
}

/** `export function`, `export const f = () =>`, `export default`, `exports.f =`, `module.exports = { f() {} }`. */
function isExported(tree: SyntaxTree, node: number): boolean {
  let at = node;
  for (let steps = 0; steps < MAX_STEPS_TO_EXPORT && at !== 0; steps++) {
    at = tree.parent[at]!;
    const kind = kindOf(tree, at);
    if (kind === 'export_statement') return true;
    if (kind === 'assignment_expression') return isCommonJsExport(tree, at);
    if (!BETWEEN_FUNCTION_AND_EXPORT.has(kind)) return false;
  }
  return false;
}

/** `module.exports = { f: () => {} }` is four steps away; more are wrappers nobody writes. */
const MAX_STEPS_TO_EXPORT = 6;

const BETWEEN_FUNCTION_AND_EXPORT = new Set([
  'lexical_declaration',
  'variable_declaration',
  'variable_declarator',
  'pair',
  'object',
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'ambient_declaration',
  'expression_statement',
]);

function isCommonJsExport(tree: SyntaxTree, assignment: number): boolean {
  return /^(?:module\.)?exports\b/.test(textOf(tree, childInField(tree, assignment, 'left')).slice(0, 20));
}
