/** Values as Python has them: `bigint` for its integers, `number` for its floats, and code that has no known value. */
export type PythonValue =
  bigint | number | string | boolean | null | readonly PythonValue[] | { readonly code: string };

/** What has no value that can be worked out. */
export class NotComparable extends Error {}

/** Ours: digits and characters that a result may have; `9 ** 9 ** 9` is none. */
const MAX_BITS = 10_000n;
const MAX_TEXT = 100_000;

export function isCode(value: PythonValue): value is { readonly code: string } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTrue(value: PythonValue): boolean {
  if (isCode(value)) throw new NotComparable();
  if (isList(value)) return value.length > 0;
  return Boolean(value);
}

/** A number or what can be calculated with as one. */
function numeric(value: PythonValue): bigint | number {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  throw new NotComparable();
}

export function unary(operator: string, operand: PythonValue): PythonValue {
  if (operator === 'not') return !isTrue(operand);
  const value = numeric(operand);
  if (operator === '-') return -value;
  if (operator === '+') return value;
  if (operator === '~' && typeof value === 'bigint') return ~value;
  throw new NotComparable();
}

export function binary(operator: string, left: PythonValue, right: PythonValue): PythonValue {
  if (typeof left === 'string' || typeof right === 'string') return onText(operator, left, right);
  if (operator === '+' && isList(left) && isList(right)) {
    if (left.length + right.length > MAX_TEXT) throw new NotComparable();
    return [...left, ...right];
  }
  const [one, other] = [numeric(left), numeric(right)];
  if (typeof one === 'bigint' && typeof other === 'bigint') return onIntegers(operator, one, other);
  return onFloats(operator, Number(one), Number(other));
}

function onText(operator: string, left: PythonValue, right: PythonValue): PythonValue {
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') {
    if (left.length + right.length <= MAX_TEXT) return left + right;
  } else if (operator === '*') {
    const [text, times] = typeof left === 'string' ? [left, right] : [right, left];
    if (typeof text === 'string' && typeof times === 'bigint' && BigInt(text.length) * times <= BigInt(MAX_TEXT))
      return text.repeat(Math.max(0, Number(times)));
  }
  throw new NotComparable();
}

function onIntegers(operator: string, one: bigint, other: bigint): bigint | number {
  switch (operator) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return bounded(bitsOf(one) + bitsOf(other), () => one * other);
    case '/':
      return onFloats('/', Number(one), Number(other));
    case '//':
      return floorDivide(one, other);
    case '%':
      return one - floorDivide(one, other) * other;
    case '**':
      if (other < 0n) return onFloats('**', Number(one), Number(other));
      return bounded(bitsOf(one) * other, () => one ** other);
    case '<<':
      return bounded(bitsOf(one) + other, () => one << natural(other));
    case '>>':
      return one >> natural(other);
    case '&':
      return one & other;
    case '|':
      return one | other;
    case '^':
      return one ^ other;
    default:
      throw new NotComparable();
  }
}

function onFloats(operator: string, one: number, other: number): number {
  switch (operator) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '**':
      return one ** other;
    case '/':
      return one / divisor(other);
    case '//':
      return Math.floor(one / divisor(other));
    case '%':
      return one - Math.floor(one / divisor(other)) * other;
    default:
      throw new NotComparable();
  }
}

/** Python rounds down, JavaScript towards zero. */
function floorDivide(one: bigint, other: bigint): bigint {
  if (other === 0n) throw new NotComparable();
  const quotient = one / other;
  return one % other !== 0n && one < 0n !== other < 0n ? quotient - 1n : quotient;
}

function divisor(value: number): number {
  if (value === 0) throw new NotComparable();
  return value;
}

function natural(value: bigint): bigint {
  if (value < 0n) throw new NotComparable();
  return value;
}

function bitsOf(value: bigint): bigint {
  return BigInt((value < 0n ? -value : value).toString(2).length);
}

function bounded(bits: bigint, calculate: () => bigint): bigint {
  if (bits > MAX_BITS) throw new NotComparable();
  return calculate();
}

export function compare(operator: string, left: PythonValue, right: PythonValue): boolean {
  switch (operator) {
    case '==':
    case 'is':
      return areEqual(left, right);
    case '!=':
    case '<>':
    case 'is not':
      return !areEqual(left, right);
    case 'in':
      return contains(right, left);
    case 'not in':
      return !contains(right, left);
    case '<':
      return order(left, right) < 0;
    case '<=':
      return order(left, right) <= 0;
    case '>':
      return order(left, right) > 0;
    case '>=':
      return order(left, right) >= 0;
    default:
      throw new NotComparable();
  }
}

/** Code is equal to the same code, and to its text. */
function areEqual(left: PythonValue, right: PythonValue): boolean {
  if (isList(left) || isList(right)) return isList(left) && isList(right) && areEqualLists(left, right);
  if (isCode(left) || isCode(right)) return textOf(left) !== undefined && textOf(left) === textOf(right);
  if (isNumeric(left) && isNumeric(right)) {
    const [one, other] = [numeric(left), numeric(right)];
    // JavaScript compares a bigint with a number by their values, as Python does.
    return one <= other && one >= other;
  }
  return left === right;
}

function areEqualLists(left: readonly PythonValue[], right: readonly PythonValue[]): boolean {
  return left.length === right.length && left.every((item, index) => areEqual(item, right[index]!));
}

/** As `Array.isArray`, which does not know lists that are not to be changed. */
export function isList(value: PythonValue): value is readonly PythonValue[] {
  return Array.isArray(value);
}

function isNumeric(value: PythonValue): boolean {
  return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean';
}

function textOf(value: PythonValue): string | undefined {
  return isCode(value) ? value.code : typeof value === 'string' ? value : undefined;
}

function contains(container: PythonValue, item: PythonValue): boolean {
  if (isList(container)) return container.some((each) => areEqual(each, item));
  const [text, part] = [textOf(container), textOf(item)];
  if (text === undefined || part === undefined) throw new NotComparable();
  return text.includes(part);
}

function order(left: PythonValue, right: PythonValue): number {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (isList(left) && isList(right)) return orderLists(left, right);
  const [one, other] = [numeric(left), numeric(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function orderLists(left: readonly PythonValue[], right: readonly PythonValue[]): number {
  const different = left.findIndex((item, index) => index >= right.length || !areEqual(item, right[index]!));
  if (different === -1) return left.length - right.length;
  return different >= right.length ? 1 : order(left[different]!, right[different]!);
}

/** Digits in a base, with or without the prefix of one; nothing for what is no number. */
export function asNumber(written: string, base: number): bigint | undefined {
  const text = written.trim().replace(/(?<=\w)_(?=\w)/g, '');
  const match = /^([+-]?)(?:0[xXoObB])?([\da-zA-Z]{1,300})$/.exec(text);
  if (!match) return undefined;
  let value = 0n;
  for (const digit of match[2]!) {
    const worth = Number.parseInt(digit, 36);
    if (worth >= base) return undefined;
    value = value * BigInt(base) + BigInt(worth);
  }
  return match[1] === '-' ? -value : value;
}
