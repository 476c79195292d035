import type { LanguageDescription } from '../language-description.ts';

export const python: LanguageDescription = {
  functions: {
    function_definition: { kind: 'function' },
    lambda: { kind: 'lambda' },
  },
  classes: ['class_definition'],
  namespaces: [],
  ifs: ['if_statement'],
  elseIfs: ['elif_clause'],
  elseClauses: ['else_clause'],
  loops: ['for_statement', 'while_statement'],
  switches: ['match_statement'],
  catches: ['except_clause', 'except_group_clause'],
  ternaries: ['conditional_expression'],
  cases: ['case_clause'],
  decisions: ['for_in_clause', 'if_clause'],
  decisionTokens: ['and', 'or'],
  operations: ['boolean_operator'],
  logicalExpressions: ['boolean_operator'],
  logicalOperators: { and: 'and', or: 'or' },
  jumps: [],
  labels: [],
  gotos: [],
  calls: { call: 'function' },
  nestedFunctions: 'inside',
  decoratorIdiom: true,
  parameters: { ignored: ['keyword_separator', 'positional_separator'], receivers: ['self', 'cls'] },
  documentation: { holders: [], between: [] },
  isPublic: ({ name, kind, within }) =>
    (within === 'file' || within === 'class') && kind !== 'lambda' && !name.startsWith('_'),
};
