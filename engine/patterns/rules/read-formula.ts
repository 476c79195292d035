import { closest } from '../../config/closest.ts';
import { quote } from '../../config/explain-issue.ts';
import type { Condition, Formula } from '../rule.ts';
import { CONDITION_KEYS, isConditionKey, readCondition, readFocus, readWhere } from './read-condition.ts';
import { isMapping, itemsOf, within, type Part, type RuleReading } from './rule-reading.ts';

/** How a formula is read where it stands. */
export interface FormulaContext {
  /** Keys that may stand beside the formula's own: those of a rule, of a taint source … */
  readonly beside: ReadonlySet<string>;
  /** The range is given (a metavariable's content): no part has to say what to look for. */
  readonly rangeGiven: boolean;
}

type OperatorReader = (part: Part, reading: RuleReading, context: FormulaContext) => Formula | undefined;

/** Both spellings of each operator; those of `match:` come second. */
const OPERATORS: Readonly<Record<string, OperatorReader>> = {
  pattern: readPattern,
  patterns: readAll,
  'pattern-either': readAny,
  'pattern-regex': readRegex,
  'pattern-inside': (part, reading, context) => wrapped('inside', readInner(part, reading, context)),
  'pattern-not': (part, reading, context) => wrapped('not', readInner(part, reading, context)),
  'pattern-not-inside': (part, reading, context) =>
    wrapped('not', wrapped('inside', readInner(part, reading, context))),
  'pattern-not-regex': (part, reading) => wrapped('not', readRegex(part, reading)),
  all: readAll,
  any: readAny,
  regex: readRegex,
  inside: (part, reading, context) => wrapped('inside', readInner(part, reading, context)),
  not: (part, reading, context) => wrapped('not', readInner(part, reading, context)),
};

export const OPERATOR_KEYS: readonly string[] = Object.keys(OPERATORS);

/** Known operators that are not run, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  'pattern-where-python': 'it runs Python code out of the rule; use metavariable-comparison or metavariable-regex',
  'r2c-internal-patterns-from': 'it takes patterns from other files; write them into the rule',
  'semgrep-internal-pattern-anywhere': 'it is internal to another engine',
  'semgrep-internal-metavariable-name': 'it is internal to another engine',
  'metavariable-name': 'it needs the names of other files',
  anywhere: 'it is an experiment of another engine',
};

/**
 * Reads one formula: a pattern's text alone, or a mapping with exactly one operator. Gives nothing, and has said what
 * is wrong, where it cannot be used.
 */
export function readFormula(part: Part, reading: RuleReading, context: FormulaContext): Formula | undefined {
  if (!reading.mayGoOn(part.path)) return undefined;
  if (typeof part.value === 'string') return readPattern(part, reading);
  if (!isMapping(part.value)) {
    reading.error(part.path, `${found(part.value)}; expected a pattern or one of ${OPERATOR_KEYS.join(', ')}.`);
    return undefined;
  }
  const keys = Object.keys(part.value);
  if (!refuseUnknown(part, reading, { keys, known: [...OPERATOR_KEYS, 'where', ...context.beside] })) return undefined;
  const operators = keys.filter((key) => Object.hasOwn(OPERATORS, key));
  const [operator] = operators;
  if (operator === undefined) {
    reading.error(part.path, `Nothing says what to look for; expected one of ${OPERATOR_KEYS.join(', ')}.`);
    return undefined;
  }
  if (operators.length > 1) {
    const second = [...part.path, operators[1]!];
    reading.error(
      second,
      `${operators.join(' and ')} stand side by side; expected one, or a list of them in patterns.`,
      {
        aboutKey: true,
      },
    );
    return undefined;
  }
  const formula = OPERATORS[operator]!(within(part, operator), reading, context);
  return 'where' in part.value ? withWhere(formula, within(part, 'where'), reading) : formula;
}

const INNER: ReadonlySet<string> = new Set();

function readInner(part: Part, reading: RuleReading, { rangeGiven }: FormulaContext): Formula | undefined {
  return readFormula(part, reading, { beside: INNER, rangeGiven });
}

function contentReader(reading: RuleReading) {
  return (part: Part, beside: ReadonlySet<string>) => readFormula(part, reading, { beside, rangeGiven: true });
}

function readPattern(part: Part, reading: RuleReading): Formula | undefined {
  const text = readText(part, reading, 'a pattern');
  return text === undefined ? undefined : { kind: 'pattern', text, place: reading.placeOf(part.path) };
}

function readRegex(part: Part, reading: RuleReading): Formula | undefined {
  const regex = readText(part, reading, 'a regular expression');
  if (regex === undefined || !reading.isRegex(part, regex)) return undefined;
  return { kind: 'regex', regex, place: reading.placeOf(part.path) };
}

function readText(part: Part, reading: RuleReading, expected: string): string | undefined {
  if (typeof part.value === 'string' && part.value.trim() !== '') return part.value;
  const plain = typeof part.value === 'number' || typeof part.value === 'boolean';
  reading.error(part.path, `${found(part.value)}; expected ${expected} as text.`, {
    suggestion: plain ? JSON.stringify(String(part.value)) : undefined,
  });
  return undefined;
}

function readAny(part: Part, reading: RuleReading, context: FormulaContext): Formula | undefined {
  const items = readList(part, reading);
  const formulas = items.map((item) => readInner(item, reading, context)).filter((formula) => formula !== undefined);
  return formulas.length === items.length && items.length > 0 ? { kind: 'any', of: formulas } : undefined;
}

function readAll(part: Part, reading: RuleReading, context: FormulaContext): Formula | undefined {
  const of: Formula[] = [];
  const conditions: Condition[] = [];
  const focus: (readonly string[])[] = [];
  const items = readList(part, reading);
  for (const item of items) {
    const key = soleKey(item.value);
    if (key === 'focus-metavariable') {
      const names = readFocus(within(item, key), reading);
      if (names) focus.push(names);
    } else if (key !== undefined && isConditionKey(key)) {
      const condition = readCondition(within(item, key), reading, { key, readContent: contentReader(reading) });
      if (condition) conditions.push(condition);
    } else {
      const formula = readInner(item, reading, context);
      if (formula) of.push(formula);
    }
  }
  if (of.length + conditions.length + focus.length < items.length || items.length === 0) return undefined;
  if (!context.rangeGiven && of.every(({ kind }) => kind === 'not')) {
    reading.error(part.path, 'Everything here only takes away; expected a pattern that says what to look for.');
    return undefined;
  }
  return { kind: 'all', of, conditions, focus };
}

function readList(part: Part, reading: RuleReading): Part[] {
  if (Array.isArray(part.value) && part.value.length > 0) return itemsOf(part);
  const what = Array.isArray(part.value) ? 'The list is empty' : found(part.value);
  reading.error(part.path, `${what}; expected a list of patterns ("- pattern: …").`);
  return [];
}

/** `where:` of the newer spelling holds for the range as a whole. */
function withWhere(formula: Formula | undefined, part: Part, reading: RuleReading): Formula | undefined {
  const where = readWhere(part, reading, contentReader(reading));
  if (!formula || !where) return undefined;
  if (formula.kind === 'all' && formula.conditions.length + formula.focus.length === 0) return { ...formula, ...where };
  return { kind: 'all', of: [formula], ...where };
}

function wrapped(kind: 'inside' | 'not', of: Formula | undefined): Formula | undefined {
  return of && { kind, of };
}

function soleKey(value: unknown): string | undefined {
  const keys = isMapping(value) ? Object.keys(value) : [];
  return keys.length === 1 ? keys[0] : undefined;
}

function refuseUnknown(
  part: Part,
  reading: RuleReading,
  { keys, known }: { keys: readonly string[]; known: readonly string[] },
): boolean {
  const unknown = keys.filter((key) => !known.includes(key));
  for (const key of unknown) {
    const why = Object.hasOwn(REFUSED, key) ? REFUSED[key] : undefined;
    const message =
      why !== undefined
        ? `${key} is refused: ${why}.`
        : isConditionKey(key) || key === 'focus-metavariable'
          ? `${key} cannot stand beside ${keys.filter((each) => each !== key).join(', ') || 'this'}; put it into patterns, with its own "- ".`
          : `Unknown key ${quote(key)}; expected one of ${known.join(', ')}.`;
    const suggestion = why === undefined ? closest(key, [...known, ...CONDITION_KEYS]) : undefined;
    reading.error([...part.path, key], message, {
      aboutKey: true,
      suggestion: suggestion === key ? undefined : suggestion,
    });
  }
  return unknown.length === 0;
}

function found(value: unknown): string {
  if (value === undefined || value === null) return 'There is nothing';
  if (Array.isArray(value)) return 'This is a list';
  if (typeof value === 'string') return value.trim() === '' ? 'The text is empty' : `This is ${quote(value)}`;
  return typeof value === 'object' ? 'This is a mapping' : `This is ${JSON.stringify(value)}`;
}
