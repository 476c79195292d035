import { isNamed, textOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { TokenClass } from '../../syntax/tokens.ts';
import type { Halstead } from './file-metrics.ts';

interface Vocabulary {
  readonly operators: Set<number>;
  readonly operands: Set<number>;
  operatorCount: number;
  operandCount: number;
}

/**
 * Counts operators and operands for each function and for the file. Operands are names and literals; operators are
 * keywords, symbols and separators; a pair of brackets is one operator.
 */
export class HalsteadCounter {
  readonly #tree: SyntaxTree;
  readonly #units: Vocabulary[];
  readonly #words = new Map<string, number>();

  constructor(tree: SyntaxTree, units: number) {
    this.#tree = tree;
    this.#units = Array.from({ length: units }, empty);
  }

  count(unit: number, token: number, tokenClass: TokenClass): void {
    const vocabulary = this.#units[unit]!;
    if (tokenClass === 'identifier' || tokenClass === 'literal' || this.#isSelf(token)) {
      vocabulary.operandCount++;
      vocabulary.operands.add(this.#word(token));
    } else if (!this.#closes(token)) {
      vocabulary.operatorCount++;
      vocabulary.operators.add(isNamed(this.#tree, token) ? -this.#word(token) : this.#tree.kind[token]!);
    }
  }

  total(): Halstead {
    const all = empty();
    for (const unit of this.#units) {
      all.operatorCount += unit.operatorCount;
      all.operandCount += unit.operandCount;
      for (const operator of unit.operators) all.operators.add(operator);
      for (const operand of unit.operands) all.operands.add(operand);
    }
    return measuresOf(all);
  }

  volumes(): number[] {
    return this.#units.map((unit) => measuresOf(unit).volume);
  }

  /** `this` and `self` name an object as a variable does. */
  #isSelf(token: number): boolean {
    const length = this.#tree.endOffset[token]! - this.#tree.startOffset[token]!;
    return (length === 4 || length === 5) && isNamed(this.#tree, token) && SELVES.has(textOf(this.#tree, token));
  }

  #closes(token: number): boolean {
    const start = this.#tree.startOffset[token]!;
    return this.#tree.endOffset[token]! - start === 1 && CLOSING.has(this.#tree.text.charCodeAt(start));
  }

  #word(token: number): number {
    const text = textOf(this.#tree, token);
    let id = this.#words.get(text);
    if (id === undefined) this.#words.set(text, (id = this.#words.size + 1));
    return id;
  }
}

const SELVES = new Set(['this', 'self', 'super']);
const CLOSING = new Set([...')]}'].map((bracket) => bracket.charCodeAt(0)));

function empty(): Vocabulary {
  return { operators: new Set(), operands: new Set(), operatorCount: 0, operandCount: 0 };
}

/** Halstead, Elements of Software Science, 1977: V = N log2 n, D = n1/2 · N2/n2, E = D · V. */
function measuresOf({ operators, operands, operatorCount, operandCount }: Vocabulary): Halstead {
  const vocabulary = operators.size + operands.size;
  const volume = vocabulary === 0 ? 0 : (operatorCount + operandCount) * Math.log2(vocabulary);
  const difficulty = operands.size === 0 ? 0 : (operators.size / 2) * (operandCount / operands.size);
  return {
    distinctOperators: operators.size,
    distinctOperands: operands.size,
    operators: operatorCount,
    operands: operandCount,
    volume,
    difficulty,
    effort: difficulty * volume,
  };
}
