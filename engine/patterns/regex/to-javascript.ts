import { withBothCases, type CharacterSet } from './character-set.ts';
import { RegexProblem, type ParsedRegex, type RegexNode } from './regex-node.ts';

export interface JavaScriptRegex {
  readonly source: string;
  /** Beside `g` or `y`. */
  readonly flags: 'u' | 'iu';
  /** For each group of the expression the number it has here: going atomic needs groups of its own. */
  readonly groups: readonly number[];
  /** Put before `source`, it skips places where a search need not begin. */
  readonly skip?: string;
  /** The empty group at `\K`, if there is one. */
  readonly keep?: number;
}

/**
 * Writes an expression for JavaScript's `RegExp`, which matches the same texts, in the same order of trying. `leading`:
 * a character behind which a search need not begin.
 */
export function toJavaScript({ root, groups }: ParsedRegex, leading?: RegexNode): JavaScriptRegex {
  const writer = new JavaScriptWriter(caselessOf(root), groups);
  const source = writer.write(root);
  return {
    source,
    flags: writer.allCaseless ? 'iu' : 'u',
    groups: writer.numbers,
    ...(leading && { skip: `(?<!${writer.write(leading)})` }),
    ...(writer.keep !== undefined && { keep: writer.keep }),
  };
}

class JavaScriptWriter {
  readonly allCaseless: boolean;
  readonly numbers: number[];
  keep: number | undefined;
  #groups = 0;

  constructor(caseless: 'all' | 'some' | 'none', groups: number) {
    this.allCaseless = caseless === 'all';
    this.numbers = Array.from({ length: groups + 1 }, () => 0);
  }

  write(node: RegexNode): string {
    switch (node.kind) {
      case 'set':
        return writeSet(node.caseless && !this.allCaseless ? withBothCases(node.set) : node.set);
      case 'sequence':
        return node.items
          .map((item) => (item.kind === 'choice' ? `(?:${this.write(item)})` : this.write(item)))
          .join('');
      case 'choice':
        return node.options.map((option) => this.write(option)).join('|');
      case 'group': {
        const number = ++this.#groups;
        this.numbers[node.number] = number;
        return `(${this.write(node.body)})`;
      }
      case 'atomic': {
        // What a lookahead found is not tried again in another way; the reference then takes it.
        const number = ++this.#groups;
        return `(?:(?=(${this.write(node.body)}))\\${number})`;
      }
      case 'look':
        return `(?${node.ahead ? '' : '<'}${node.negated ? '!' : '='}${this.write(node.body)})`;
      case 'repeat':
        return this.#repeat(node);
      case 'reference':
        return this.#reference(node);
      case 'assertion':
        return ASSERTIONS[node.what];
      case 'keep':
        if (this.keep !== undefined) throw new RegexProblem('\\K more than once');
        this.keep = ++this.#groups;
        return '()';
    }
  }

  #repeat({ body, min, max, lazy }: RegexNode & { kind: 'repeat' }): string {
    const inner = this.write(body);
    const single = body.kind === 'set' || body.kind === 'group' || body.kind === 'atomic';
    return `${single ? inner : `(?:${inner})`}${quantifier(min, max)}${lazy ? '?' : ''}`;
  }

  #reference({ group, caseless }: RegexNode & { kind: 'reference' }): string {
    if (caseless !== this.allCaseless) {
      if (caseless) throw new RegexProblem('a reference without regard to case beside parts with regard to it');
    }
    const number = this.numbers[group];
    // A group that comes later has matched nothing yet, where it is not within a loop.
    if (number === undefined || number === 0)
      throw new RegexProblem(`a reference to the group ${group} before its end`);
    return `(?:\\${number})`;
  }
}

export function quantifier(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

/** PCRE knows one newline, LF; `^` does not stand behind one that ends the text. */
const ASSERTIONS = {
  'text-start': '^',
  'line-start': '(?:^|(?<=\\n)(?!$))',
  'text-end': '$',
  'text-end-or-last-newline': '(?=\\n?$)',
  'line-end': '(?!.)(?![\\r\\u2028\\u2029])',
  'word-boundary': '\\b',
  'no-word-boundary': '\\B',
} as const;

/** Whether all letters are matched without regard to case, which JavaScript can only do for the whole. */
function caselessOf(root: RegexNode): 'all' | 'some' | 'none' {
  let [some, all] = [false, true];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'reference' || (node.kind === 'set' && withBothCases(node.set) !== node.set)) {
      some ||= node.caseless;
      all &&= node.caseless;
    } else open.push(...childrenOf(node));
  }
  return some ? (all ? 'all' : 'some') : 'none';
}

export function childrenOf(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case 'sequence':
      return node.items;
    case 'choice':
      return node.options;
    case 'group':
    case 'atomic':
    case 'look':
    case 'repeat':
      return [node.body];
    case 'set':
    case 'reference':
    case 'assertion':
    case 'keep':
      return [];
  }
}

function writeSet({ ranges, properties, negated }: CharacterSet): string {
  const [only] = ranges;
  if (!negated && properties.length === 0 && ranges.length === 1 && only![0] === only![1])
    return writeCharacter(only![0]);
  if (!negated && ranges.length === 0 && properties.length === 1) return properties[0]!;
  const inner = ranges.map(([first, last]) =>
    first === last ? writeCharacter(first) : `${writeCharacter(first)}-${writeCharacter(last)}`,
  );
  return `[${negated ? '^' : ''}${inner.join('')}${properties.join('')}]`;
}

export function writeCharacter(code: number): string {
  const character = String.fromCodePoint(code);
  return /[\w ]/.test(character) ? character : `\\u{${code.toString(16)}}`;
}
