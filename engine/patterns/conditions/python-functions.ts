import { compileRegex, type RegexResult } from '../regex/compile-regex.ts';
import { parseNumber } from './python-expression.ts';
import { asNumber, isCode, isList, NotComparable, type PythonValue } from './python-values.ts';

/** Calls one of the functions that comparisons may use. */
export function call(name: string, given: readonly PythonValue[], now: Date): PythonValue {
  const [first, second] = given;
  switch (name) {
    case 'int':
      return toInteger(needed(first), second);
    case 'float':
      return Number(toNumber(needed(first)));
    case 'str':
      return toText(needed(first));
    case 'bool':
      return toBoolean(needed(first));
    case 'len':
      return lengthOf(needed(first));
    case 'abs': {
      const value = toNumber(needed(first));
      return value < 0 ? -value : value;
    }
    case 'today':
      return Math.floor(now.getTime() / DAY) * (DAY / 1000);
    case 'strptime':
      return secondsOf(toText(needed(first)), second === undefined ? '%Y-%m-%d' : toText(second));
    case 're.match':
      return regexOf(toText(needed(first))).matchStart(toText(needed(second))) !== undefined;
    case 're.search':
      return regexOf(toText(needed(first))).test(toText(needed(second)));
    default:
      throw new NotComparable();
  }
}

const DAY = 24 * 60 * 60 * 1000;

function needed(value: PythonValue | undefined): PythonValue {
  if (value === undefined) throw new NotComparable();
  return value;
}

function toNumber(value: PythonValue): bigint | number {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  const number = typeof value === 'string' ? parseNumber(value) : undefined;
  if (number === undefined) throw new NotComparable();
  return number;
}

function toInteger(value: PythonValue, base: PythonValue | undefined): bigint {
  if (base !== undefined) {
    const digits =
      typeof base === 'bigint' && base >= 2n && base <= 36n ? asNumber(toText(value), Number(base)) : undefined;
    if (digits === undefined) throw new NotComparable();
    return digits;
  }
  const number = toNumber(value);
  if (typeof number === 'bigint') return number;
  if (!Number.isFinite(number)) throw new NotComparable();
  return BigInt(Math.trunc(number));
}

function toText(value: PythonValue): string {
  if (typeof value === 'string') return value;
  if (isCode(value)) return value.code;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return 'None';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value);
  throw new NotComparable();
}

function toBoolean(value: PythonValue): boolean {
  if (isCode(value)) throw new NotComparable();
  return isList(value) ? value.length > 0 : Boolean(value);
}

function lengthOf(value: PythonValue): bigint {
  if (isList(value)) return BigInt(value.length);
  if (typeof value === 'string' || isCode(value)) return BigInt([...toText(value)].length);
  throw new NotComparable();
}

const FIELDS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  '%': '%',
};

/** Seconds since 1970 of a day (and time) in UTC. */
function secondsOf(text: string, format: string): number {
  const form = format.replace(/%([A-Za-z%])|[^\w\s%]/g, (literal, field: string | undefined) =>
    field === undefined ? `\\${literal}` : (FIELDS[field] ?? '(?!)'),
  );
  const fields = groupsOf(form, text.trim());
  const [year, month, day] = [Number(fields['Y']), Number(fields['m'] ?? 1), Number(fields['d'] ?? 1)];
  const time = Date.UTC(
    year,
    month - 1,
    day,
    Number(fields['H'] ?? 0),
    Number(fields['M'] ?? 0),
    Number(fields['S'] ?? 0),
  );
  const date = new Date(time);
  // 31 February is no day.
  if (!(date.getUTCMonth() === month - 1 && date.getUTCDate() === day)) throw new NotComparable();
  return time / 1000;
}

function groupsOf(form: string, text: string): Readonly<Record<string, string | undefined>> {
  try {
    const groups = new RegExp(`^${form}$`).exec(text)?.groups;
    if (groups) return groups;
  } catch {
    // A field twice: no format.
  }
  throw new NotComparable();
}

const regexes = new Map<string, RegexResult>();
const MAX_REMEMBERED = 1_000;

function regexOf(source: string) {
  const known = regexes.get(source);
  const result = known ?? compileRegex(source);
  if (!known && regexes.size < MAX_REMEMBERED) regexes.set(source, result);
  if (!result.ok) throw new NotComparable();
  return result.regex;
}
