import { childInField, childrenOf, kindOf, NONE, textOf } from '../../../syntax/nodes.ts';
import type { SyntaxTree } from '../../../syntax/syntax-tree.ts';
import type { LanguageDescription, PublicCandidate } from '../language-description.ts';
import { sectionMarkers } from './section-marker.ts';

/** C and C++: the second's grammar extends the first's. */
export const cFamily: LanguageDescription = {
  functions: {
    function_definition: { kind: 'function', body: 'compound_statement', parameters: 'declarator' },
    lambda_expression: { kind: 'lambda', parameters: 'declarator' },
  },
  classes: ['class_specifier', 'struct_specifier', 'union_specifier'],
  namespaces: ['namespace_definition'],
  ifs: ['if_statement'],
  elseIfs: [],
  elseClauses: ['else_clause'],
  loops: ['for_statement', 'for_range_loop', 'while_statement', 'do_statement'],
  switches: ['switch_statement'],
  catches: ['catch_clause', 'seh_except_clause'],
  ternaries: ['conditional_expression'],
  conditionalCompilation: ['preproc_if', 'preproc_ifdef', 'preproc_elif', 'preproc_elifdef'],
  cases: ['case_statement'],
  decisions: [],
  decisionTokens: ['&&', '||', 'and', 'or'],
  operations: ['binary_expression'],
  logicalExpressions: ['binary_expression'],
  logicalOperators: { '&&': 'and', '||': 'or', and: 'and', or: 'or' },
  jumps: [],
  labels: [],
  gotos: ['goto_statement'],
  calls: { call_expression: 'function' },
  implicitReceiver: true,
  nestedFunctions: 'inside',
  parameters: {},
  documentation: {
    comment: /^(?:\/\*[*!]|\/\/[/!])/,
    holders: ['template_declaration', 'linkage_specification'],
    between: [],
  },
  isPublic,
};

/**
 * Free functions without `static`, and members after `public:`. A member defined outside its class is not counted: it
 * is declared, and documented, elsewhere.
 */
function isPublic({ tree, node, name, kind, within }: PublicCandidate): boolean {
  if (kind === 'lambda' || within === 'function' || within === 'private') return false;
  if (kind === 'class') return true;
  if (within === 'class') return accessOf(tree, node) === 'public';
  for (const child of childrenOf(tree, node)) {
    if (kindOf(tree, child) === 'storage_class_specifier' && textOf(tree, child) === 'static') return false;
  }
  return name !== 'main' && !isQualified(tree, node);
}

function isQualified(tree: SyntaxTree, node: number): boolean {
  let declarator = childInField(tree, node, 'declarator');
  while (declarator !== NONE && kindOf(tree, declarator) !== 'qualified_identifier') {
    declarator = childInField(tree, declarator, 'declarator');
  }
  return declarator !== NONE;
}

/** The access label above a member; a class begins private, a struct public. */
function accessOf(tree: SyntaxTree, node: number): string {
  let member = node;
  while (kindOf(tree, tree.parent[member]!) === 'template_declaration') member = tree.parent[member]!;
  const body = tree.parent[member]!;
  const label = labelAbove(tree, body, member);
  if (label !== NONE) return textOf(tree, label);
  return kindOf(tree, tree.parent[body]!) === 'class_specifier' ? 'private' : 'public';
}

const labelAbove = sectionMarkers((tree, node) => kindOf(tree, node) === 'access_specifier');
