import type { z } from 'zod';
import { closest } from './closest.ts';

type Issue = z.core.$ZodIssue;

/** Ours: of one mapping; each is compared with all that could be meant. */
const MAX_UNKNOWN_KEYS = 100;

/** What is wrong at a place of the file, and what to write instead. */
export interface Explanation {
  readonly path: readonly PropertyKey[];
  /** The place is the key, not what it holds. */
  readonly aboutKey: boolean;
  readonly message: string;
  readonly suggestion?: string;
}

/**
 * Puts a schema's complaint into words: what was found, what is expected, and the word that was probably meant.
 * `shapeOf` tells which keys the schema knows at a path.
 */
export function explainIssue(
  issue: Issue,
  value: unknown,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): Explanation[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(issue.path);
    return issue.keys.slice(0, MAX_UNKNOWN_KEYS).map((key) => {
      const place = issue.path.length === 0 ? '' : ` in ${nameOf(issue.path)}`;
      const allowed = known.length === 0 ? '' : `; expected one of ${known.join(', ')}`;
      return about([...issue.path, key], true, `Unknown key ${quote(key)}${place}${allowed}.`, closest(key, known));
    });
  }
  if (issue.code === 'invalid_union') return explainUnion(issue, value, keysAt);
  if (issue.code === 'invalid_key') {
    const [first] = issue.issues;
    const key = String(issue.path.at(-1));
    return [about(issue.path, true, `${quote(key)} is not ${first?.message ?? 'a key that can stand here'}.`)];
  }
  const found = valueAt(value, issue.path);
  const { expected, suggestion } = expectation(issue, found);
  return [about(issue.path, false, `${subject(issue.path, found)}; expected ${expected}.`, suggestion)];
}

/** Of a choice between shapes, the complaint of the one that was meant: the one whose kind of value fits. */
function explainUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  value: unknown,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): Explanation[] {
  const meant = issue.errors.find((issues) =>
    issues.some((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'),
  );
  const within = (inner: Issue): Issue => ({ ...inner, path: [...issue.path, ...inner.path] });
  if (meant) return meant.flatMap((inner) => explainIssue(within(inner), value, keysAt));
  const found = valueAt(value, issue.path);
  const expectations = issue.errors.flatMap((issues) => issues.slice(0, 1).map((inner) => expectation(inner, found)));
  const expected = [...new Set(expectations.map((each) => each.expected))].join(', or ');
  const suggestion = expectations.find((each) => each.suggestion !== undefined)?.suggestion;
  return [about(issue.path, false, `${subject(issue.path, found)}; expected ${expected}.`, suggestion)];
}

function about(path: readonly PropertyKey[], aboutKey: boolean, message: string, suggestion?: string): Explanation {
  return { path, aboutKey, message, ...(suggestion !== undefined && { suggestion }) };
}

function expectation(issue: Issue, found: unknown): { expected: string; suggestion?: string } {
  switch (issue.code) {
    case 'invalid_type':
      return expectedType(issue.expected, found);
    case 'invalid_value': {
      const values = issue.values.map(String);
      const suggestion = typeof found === 'string' ? closest(found, values) : undefined;
      const expected = values.length === 1 ? values[0]! : `one of ${values.join(', ')}`;
      return { expected, ...(suggestion !== undefined && { suggestion }) };
    }
    case 'too_small':
      if (issue.origin === 'string') return { expected: 'a text that is not empty' };
      return {
        expected:
          issue.origin === 'array' ? `at least ${String(issue.minimum)} of them` : `at least ${String(issue.minimum)}`,
      };
    case 'too_big':
      if (issue.origin === 'string') return { expected: `at most ${String(issue.maximum)} characters` };
      return {
        expected:
          issue.origin === 'array' ? `at most ${String(issue.maximum)} of them` : `at most ${String(issue.maximum)}`,
      };
    case 'invalid_format':
      return { expected: issue.format === 'date' ? 'a date such as 2027-01-31' : issue.message };
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return { expected: issue.message };
  }
}

function expectedType(type: string, found: unknown): { expected: string; suggestion?: string } {
  switch (type) {
    case 'boolean': {
      const meant = typeof found === 'string' ? BOOLEANS[found.toLowerCase()] : undefined;
      return { expected: 'true or false', ...(meant !== undefined && { suggestion: meant }) };
    }
    case 'number':
    case 'int': {
      const meant = typeof found === 'string' && /^\d{1,9}$/.test(found.trim()) ? found.trim() : undefined;
      return {
        expected: type === 'int' ? 'a whole number' : 'a number',
        ...(meant !== undefined && { suggestion: meant }),
      };
    }
    case 'string': {
      if (typeof found === 'boolean') return { expected: 'a text', suggestion: JSON.stringify(String(found)) };
      // How a number was written, `007` or `1e3`, is lost.
      return { expected: typeof found === 'number' ? 'a text (put it in quotes)' : 'a text' };
    }
    case 'array':
      return {
        expected: 'a list ("- …")',
        ...(typeof found === 'string' && { suggestion: `[${JSON.stringify(found)}]` }),
      };
    case 'object':
    case 'record':
      return { expected: 'keys with values ("key: value")' };
    default:
      return { expected: type };
  }
}

const BOOLEANS: Readonly<Record<string, string>> = { yes: 'true', on: 'true', no: 'false', off: 'false' };

function subject(path: readonly PropertyKey[], found: unknown): string {
  const name = path.length === 0 ? 'The configuration' : nameOf(path);
  if (found === undefined) return `${name} is missing`;
  if (found === null) return `${name} is empty`;
  if (Array.isArray(found)) return `${name} is a list`;
  if (typeof found === 'string') return `${name} is ${quote(found)}`;
  if (typeof found === 'number' || typeof found === 'boolean') return `${name} is ${quote(String(found))}`;
  return `${name} is a mapping`;
}

/** `projects[0].gate`, `rules["eslint/no-debugger"]`. */
export function nameOf(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : nameOfKey(String(part), index))).join('');
}

function nameOfKey(key: string, index: number): string {
  if (!/^[\w-]+$/.test(key)) return `[${quote(key)}]`;
  return index === 0 ? key : `.${key}`;
}

/** Foreign text within a message: on one line and not too long. */
export function quote(text: string): string {
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return JSON.stringify(shown);
}
const MAX_SHOWN = 60;

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = Reflect.get(at, part);
  }
  return at;
}
