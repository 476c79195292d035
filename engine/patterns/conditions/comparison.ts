import type { Condition } from '../rule.ts';
import { call } from './python-functions.ts';
import { parseNumber, parsePythonExpression, type PythonExpression } from './python-expression.ts';
import { asNumber, binary, compare, isTrue, NotComparable, unary, type PythonValue } from './python-values.ts';

/** What a metavariable stands for: its code, and the value that the code is known to have. */
export interface ComparedValue {
  readonly text: string;
  readonly constant?: string | number | boolean;
}

type Comparison = Pick<Extract<Condition, { kind: 'comparison' }>, 'comparison' | 'metavariable' | 'base' | 'strip'>;

/**
 * Tells whether a `metavariable-comparison` holds. What cannot be worked out (a metavariable that stands for code whose
 * value is not known, text against a number, no Python at all) does not hold. Python's grammar is loaded before.
 */
export function compareMetavariables(
  condition: Comparison,
  values: ReadonlyMap<string, ComparedValue>,
  now: Date = new Date(),
): boolean {
  const expression = expressionOf(condition.comparison);
  if (!expression) return false;
  try {
    return isTrue(evaluate(expression, { condition, values, now }));
  } catch (error) {
    // A number too large for it is what BigInt throws a RangeError for.
    if (error instanceof NotComparable || error instanceof RangeError) return false;
    throw error;
  }
}

/** Why the expression of a comparison cannot be used; undefined when it can. */
export function problemOfComparison(comparison: string): string | undefined {
  return expressionOf(comparison)
    ? undefined
    : 'an expression of Python with literals, metavariables and known functions';
}

const expressions = new Map<string, PythonExpression | undefined>();
/** Ours: rules have one or two each; beyond this they are read again. */
const MAX_REMEMBERED = 10_000;

function expressionOf(comparison: string): PythonExpression | undefined {
  if (expressions.has(comparison)) return expressions.get(comparison);
  const expression = parsePythonExpression(comparison);
  if (expressions.size < MAX_REMEMBERED) expressions.set(comparison, expression);
  return expression;
}

interface Scope {
  readonly condition: Comparison;
  readonly values: ReadonlyMap<string, ComparedValue>;
  readonly now: Date;
}

function evaluate(expression: PythonExpression, scope: Scope): PythonValue {
  const of = (part: PythonExpression) => evaluate(part, scope);
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'metavariable':
      return valueOf(expression.name, scope);
    case 'list':
      return expression.items.map(of);
    case 'unary':
      return unary(expression.operator, of(expression.operand));
    case 'binary': {
      const left = of(expression.left);
      // What stands behind is looked at only where it matters.
      if (expression.operator === 'and') return isTrue(left) ? of(expression.right) : left;
      if (expression.operator === 'or') return isTrue(left) ? left : of(expression.right);
      return binary(expression.operator, left, of(expression.right));
    }
    case 'comparison':
      return compareChain(expression, scope);
    case 'conditional':
      return isTrue(of(expression.condition)) ? of(expression.then) : of(expression.otherwise);
    case 'call':
      return call(expression.name, expression.arguments.map(of), scope.now);
  }
}

function compareChain({ operands, operators }: PythonExpression & { kind: 'comparison' }, scope: Scope): boolean {
  let left = evaluate(operands[0]!, scope);
  for (const [index, operator] of operators.entries()) {
    const right = evaluate(operands[index + 1]!, scope);
    if (!compare(operator, left, right)) return false;
    left = right;
  }
  return true;
}

function valueOf(name: string, { condition, values }: Scope): PythonValue {
  const bound = values.get(name);
  if (!bound) throw new NotComparable();
  if (name === condition.metavariable && (condition.strip === true || condition.base !== undefined)) {
    const value = strippedValue(bound, condition);
    if (value !== undefined) return value;
  }
  if (bound.constant !== undefined) return asPython(bound.constant);
  return literalOf(bound.text) ?? { code: bound.text };
}

/** The older keys: `strip` takes quotes away, `base` says how to read the digits. */
function strippedValue({ text, constant }: ComparedValue, { strip, base }: Comparison): PythonValue | undefined {
  const written = strip === true || typeof constant === 'string' ? unquoted(String(constant ?? text)) : text;
  return base === undefined ? parseNumber(written) : asNumber(written, base);
}

function unquoted(text: string): string {
  return text.trim().replace(/^["'`]+|["'`]+$/g, '');
}

function asPython(constant: string | number | boolean): PythonValue {
  return typeof constant === 'number' && Number.isInteger(constant) ? BigInt(constant) : constant;
}

/** The value of code that is a literal in any of the usual languages. */
function literalOf(text: string): PythonValue | undefined {
  const trimmed = text.trim();
  const number = parseNumber(trimmed);
  if (number !== undefined) return number;
  if (/^(?:true|True|TRUE)$/.test(trimmed)) return true;
  if (/^(?:false|False|FALSE)$/.test(trimmed)) return false;
  const quoted = /^(["'`])(.*)\1$/s.exec(trimmed);
  return quoted?.[2];
}
