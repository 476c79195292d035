import { lookUp, type KindTable } from '../../syntax/kind-table.ts';
import { childInField, childOfKind, kindOf, NONE } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { LanguageDescription, LogicalOperator } from './language-description.ts';
import { Role } from './roles.ts';

interface Sequence {
  last: LogicalOperator | undefined;
  readonly exempt: boolean;
}

/**
 * Sequences of like logical operators in a file, followed while it is walked in order: `a && b && c` is one, `a && b ||
 * c` two. Parentheses do not end a sequence, everything else does.
 */
export class LogicalSequences {
  readonly #tree: SyntaxTree;
  readonly #language: LanguageDescription;
  readonly #roles: KindTable;
  /** By the node of the expression; an expression in another has the other's sequence. */
  readonly #sequences = new Map<number, Sequence>();

  constructor(tree: SyntaxTree, language: LanguageDescription, roles: KindTable) {
    this.#tree = tree;
    this.#language = language;
    this.#roles = roles;
  }

  /** Comes to an expression that may have a logical operator. */
  begin(node: number): void {
    if (this.#operatorOf(node) === NONE) return;
    const around = this.#outward(node);
    const sequence = this.#sequences.get(around);
    if (sequence && !this.#isDefaultValue(around)) this.#sequences.set(node, sequence);
    else this.#sequences.set(node, { last: undefined, exempt: this.#isExempt(node, around) });
  }

  /** Comes to an operator: whether it begins a sequence. */
  counts(token: number): boolean {
    const sequence = this.#sequences.get(this.#tree.parent[token]!);
    if (!sequence || sequence.exempt) return false;
    const operator = this.#language.logicalOperators[kindOf(this.#tree, token)];
    const begins = operator !== sequence.last && operator !== 'ignored';
    sequence.last = operator;
    return begins;
  }

  #operatorOf(node: number): number {
    const tree = this.#tree;
    const end = tree.next[node]!;
    for (let child = node + 1; child < end; child = tree.next[child]!) {
      if (lookUp(this.#roles, tree, child) & Role.logicalOperator) return child;
    }
    return NONE;
  }

  /** The nearest node around that is not a pair of parentheses. */
  #outward(node: number): number {
    let around = this.#tree.parent[node]!;
    while (lookUp(this.#roles, this.#tree, around) & Role.parentheses) around = this.#tree.parent[around]!;
    return around;
  }

  #isExempt(node: number, around: number): boolean {
    if (!this.#language.shortCircuitIdioms) return false;
    if (kindOf(this.#tree, around) === 'jsx_expression') return this.#isPlain(node);
    return this.#isDefaultValue(node);
  }

  /** `const list = given || []`, and the same as an assignment: how a default was written before ES2015. */
  #isDefaultValue(node: number): boolean {
    if (!this.#language.shortCircuitIdioms) return false;
    const tree = this.#tree;
    const operator = this.#operatorOf(node);
    if (operator === NONE || kindOf(tree, operator) === '&&') return false;
    const around = this.#outward(node);
    const assigns = kindOf(tree, around) === 'variable_declarator' || kindOf(tree, around) === 'assignment_expression';
    return assigns && LITERALS.has(kindOf(tree, childInField(tree, node, 'right')));
  }

  /** `shown && <p/>` in JSX: one kind of operator alone, and no conditional expression. */
  #isPlain(root: number): boolean {
    const tree = this.#tree;
    const operator = kindOf(tree, this.#operatorOf(root));
    const open = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const role = lookUp(this.#roles, tree, node);
      if (role & Role.ternary) return false;
      const isLogical = (role & Role.logical) !== 0 && this.#operatorOf(node) !== NONE;
      if (isLogical && childOfKind(tree, node, operator) === NONE) return false;
      if (!isLogical && !(role & Role.parentheses)) continue;
      for (let child = node + 1; child < tree.next[node]!; child = tree.next[child]!) open.push(child);
    }
    return true;
  }
}

const LITERALS = new Set(['string', 'number', 'true', 'false', 'null', 'regex', 'array', 'object']);
