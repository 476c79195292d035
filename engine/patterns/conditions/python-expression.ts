import { parse } from '../../syntax/parse.ts';
import { childInField, childrenOf, isNamed, kindOf, NONE, textOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';

/** The part of Python's expressions that comparisons are written in. */
export type PythonExpression =
  | { readonly kind: 'constant'; readonly value: bigint | number | string | boolean | null }
  | { readonly kind: 'metavariable'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly PythonExpression[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: PythonExpression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: PythonExpression;
      readonly right: PythonExpression;
    }
  /** `a < b <= c`: each operand beside its neighbour. */
  | {
      readonly kind: 'comparison';
      readonly operands: readonly PythonExpression[];
      readonly operators: readonly string[];
    }
  | {
      readonly kind: 'conditional';
      readonly condition: PythonExpression;
      readonly then: PythonExpression;
      readonly otherwise: PythonExpression;
    }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly PythonExpression[] };

/** Ours: comparisons of real rules have less than 200 characters. */
const MAX_LENGTH = 5_000;
const MAX_DEPTH = 100;

/**
 * Reads an expression with metavariables in it; Python's grammar is loaded before. Gives nothing where it is no
 * expression, or holds what comparisons do not know.
 */
export function parsePythonExpression(text: string): PythonExpression | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  // Python knows no `$`: metavariables become names that nobody writes. Those within quotes are text.
  const python = text.replace(
    QUOTED_OR_METAVARIABLE,
    (whole: string, ellipsis: string | undefined, name: string | undefined) =>
      name === undefined ? whole : `${ellipsis === undefined ? ONE : MANY}${name}`,
  );
  // In parentheses an expression may go on over several lines.
  const tree = parse('python', `(${python.trim()})`);
  const statement = onlyChild(tree, 0);
  if (tree.hasError || statement === NONE) return undefined;
  const whole = onlyChild(tree, statement);
  // Anything else means that the text closed the parentheses itself.
  return ['parenthesized_expression', 'tuple'].includes(kindOf(tree, whole)) ? read(tree, whole, 0) : undefined;
}

const QUOTED_OR_METAVARIABLE = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\$(\.\.\.)?([A-Z_][A-Z_0-9]*|[0-9]+)/g;
const ONE = '__plumbline_one_';
const MANY = '__plumbline_many_';

/** The one named child, else {@link NONE}. */
function onlyChild(tree: SyntaxTree, node: number): number {
  const [child, more] = namedChildren(tree, node);
  return child !== undefined && more === undefined ? child : NONE;
}

function namedChildren(tree: SyntaxTree, node: number): number[] {
  return [...childrenOf(tree, node)].filter((child) => isNamed(tree, child) && kindOf(tree, child) !== 'comment');
}

function read(tree: SyntaxTree, node: number, depth: number): PythonExpression | undefined {
  if (node === NONE || depth > MAX_DEPTH) return undefined;
  const inner = (child: number) => read(tree, child, depth + 1);
  const field = (name: string) => inner(childInField(tree, node, name));
  const operator = () => textOf(tree, childInField(tree, node, 'operator'));
  switch (kindOf(tree, node)) {
    case 'parenthesized_expression':
      return inner(onlyChild(tree, node));
    case 'integer':
    case 'float':
      return constant(parseNumber(textOf(tree, node)));
    case 'true':
      return constant(true);
    case 'false':
      return constant(false);
    case 'none':
      return constant(null);
    case 'string':
    case 'concatenated_string':
      return constant(parseString(tree, node));
    case 'identifier':
      return metavariable(textOf(tree, node));
    case 'list':
    case 'tuple':
    case 'set':
      return withAll(namedChildren(tree, node).map(inner), (items) => ({ kind: 'list', items }));
    case 'not_operator':
      return withAll([field('argument')], ([operand]) => ({ kind: 'unary', operator: 'not', operand: operand! }));
    case 'unary_operator':
      return withAll([field('argument')], ([operand]) => ({ kind: 'unary', operator: operator(), operand: operand! }));
    case 'boolean_operator':
    case 'binary_operator':
      return withAll([field('left'), field('right')], ([left, right]) => ({
        kind: 'binary',
        operator: operator(),
        left: left!,
        right: right!,
      }));
    case 'comparison_operator':
      return withAll(namedChildren(tree, node).map(inner), (operands) => ({
        kind: 'comparison',
        operands,
        operators: operatorsOf(tree, node),
      }));
    case 'conditional_expression':
      return withAll(namedChildren(tree, node).map(inner), ([then, condition, otherwise]) =>
        then && condition && otherwise ? { kind: 'conditional', condition, then, otherwise } : undefined,
      );
    case 'call':
      return withAll(namedChildren(tree, childInField(tree, node, 'arguments')).map(inner), (given) => ({
        kind: 'call',
        name: textOf(tree, childInField(tree, node, 'function')).replace(/\s/g, ''),
        arguments: given,
      }));
    default:
      return undefined;
  }
}

function withAll(
  parts: readonly (PythonExpression | undefined)[],
  make: (parts: readonly PythonExpression[]) => PythonExpression | undefined,
): PythonExpression | undefined {
  const read = parts.filter((part) => part !== undefined);
  return read.length === parts.length ? make(read) : undefined;
}

function constant(value: bigint | number | string | boolean | null | undefined): PythonExpression | undefined {
  return value === undefined ? undefined : { kind: 'constant', value };
}

function metavariable(name: string): PythonExpression | undefined {
  if (name.startsWith(ONE)) return { kind: 'metavariable', name: `$${name.slice(ONE.length)}` };
  return name.startsWith(MANY) ? { kind: 'metavariable', name: `$...${name.slice(MANY.length)}` } : undefined;
}

/** `<`, `not in`, `is not` … between the operands. */
function operatorsOf(tree: SyntaxTree, node: number): string[] {
  return [...childrenOf(tree, node)]
    .filter((child) => !isNamed(tree, child))
    .map((child) => textOf(tree, child).replace(/\s+/g, ' '));
}

/** A number as Python, C and most others write it; nothing for what is none. */
export function parseNumber(written: string): bigint | number | undefined {
  const text = written.trim().replace(/(?<=\d)_(?=\d)/g, '');
  if (text.length > 400) return undefined;
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[+-]/, '');
  // Suffixes of C and Java: 10L, 3u, 1.5f.
  const integer = /^(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|\d+)(?=[lLuU]{0,3}n?$)/.exec(digits)?.[0];
  if (integer !== undefined) {
    const value = BigInt(/^0[0-7]+$/.test(integer) ? `0o${integer.slice(1)}` : integer.replace(/^0+(?=\d)/, ''));
    return BigInt(sign) * value;
  }
  const float = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?=[fFdD]?$)/.exec(digits)?.[0];
  return float === undefined ? undefined : sign * Number(float);
}

/** What a literal stands for; nothing for one with code in it. */
function parseString(tree: SyntaxTree, node: number): string | undefined {
  if (kindOf(tree, node) === 'concatenated_string') {
    const parts = namedChildren(tree, node).map((part) => parseString(tree, part));
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  const children = namedChildren(tree, node);
  if (children.some((child) => kindOf(tree, child) === 'interpolation')) return undefined;
  const start = textOf(tree, children[0]!);
  const content = children.slice(1, -1).map((child) => textOf(tree, child));
  return /r/i.test(start) ? content.join('') : unescape(content.join(''));
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};

/** Escapes that Python does not know stand as they are, with their backslash. */
function unescape(text: string): string {
  return text.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|([0-7]{1,3})|([^xu0-7]))/gs,
    (whole, ...groups: string[]) => {
      const [hex, unicode, octal, letter] = groups;
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return ESCAPES[letter!] ?? whole;
    },
  );
}
