import { childInField, kindOf, NONE, textOf } from '../../../syntax/nodes.ts';
import type { SyntaxTree } from '../../../syntax/syntax-tree.ts';
import type { LanguageDescription, PublicCandidate } from '../language-description.ts';
import { sectionMarkers } from './section-marker.ts';

export const ruby: LanguageDescription = {
  functions: {
    method: { kind: 'method' },
    singleton_method: { kind: 'method' },
    lambda: { kind: 'lambda' },
  },
  classes: ['class', 'module', 'singleton_class'],
  namespaces: [],
  ifs: ['if', 'unless', 'if_modifier', 'unless_modifier'],
  elseIfs: ['elsif'],
  elseClauses: ['else'],
  loops: ['while', 'until', 'for', 'while_modifier', 'until_modifier'],
  switches: ['case', 'case_match'],
  catches: ['rescue', 'rescue_modifier'],
  ternaries: ['conditional'],
  deepening: ['block', 'do_block'],
  cases: ['when', 'in_clause'],
  decisions: ['if_guard', 'unless_guard'],
  decisionTokens: ['&&', '||', 'and', 'or', '&&=', '||=', '&.'],
  operations: ['binary', 'operator_assignment', 'call'],
  logicalExpressions: ['binary'],
  logicalOperators: { '&&': 'and', '||': 'or', and: 'and', or: 'or' },
  jumps: [],
  labels: [],
  gotos: [],
  calls: { call: 'method' },
  implicitReceiver: true,
  nestedFunctions: 'inside',
  parameters: {},
  documentation: {
    comment: /^#(?!!| *(?:rubocop|frozen_string_literal|encoding|typed):)/,
    holders: ['call', 'argument_list'],
    between: [],
  },
  isPublic,
};

function isPublic({ tree, node, kind, within }: PublicCandidate): boolean {
  if (kind === 'class') return true;
  if (kind === 'lambda' || (within !== 'class' && within !== 'file')) return false;
  return !visibilityOf(tree, node).startsWith('pr');
}

/** By `private def …`, or by the last bare `private`, `protected` or `public` above it in the same body. */
function visibilityOf(tree: SyntaxTree, node: number): string {
  const parent = tree.parent[node]!;
  if (kindOf(tree, parent) === 'argument_list') {
    return textOf(tree, childInField(tree, tree.parent[parent]!, 'method') || parent);
  }
  if (kindOf(tree, node) === 'singleton_method') return 'public';
  const marker = accessAbove(tree, parent, node);
  return marker === NONE ? 'public' : textOf(tree, marker);
}

const accessAbove = sectionMarkers(
  (tree, node) => kindOf(tree, node) === 'identifier' && /^(?:private|protected|public)$/.test(textOf(tree, node)),
);
