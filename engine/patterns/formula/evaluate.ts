import { unanchored } from '../regex/unanchored.ts';
import type { CompiledRegex } from '../regex/compile-regex.ts';
import type { Condition, Formula } from '../rule.ts';
import type { Budget } from '../match/budget.ts';
import { contains, unify, type Range, type RangeBinding } from './range.ts';

/** Where a formula is evaluated: a file, or what a metavariable stands for. */
export interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Positions of the file's terms that are the place, where they are known: from `from` to before `to`. */
  readonly terms?: { readonly from: number; readonly to: number };
}

/** What evaluating needs of the language at hand. */
export interface Evaluation {
  readonly budget: Budget;
  /** Ranges of a pattern within the place. */
  matchPattern(text: string, place: Place): readonly Range[];
  /** Undefined: it could not be compiled, which was said already. */
  regex(source: string): CompiledRegex | undefined;
  /** Whether a pattern's words occur at all: what is not there need not be looked for. */
  mayMatch(text: string): boolean;
  /** Whether a regular expression matches anywhere in the file. */
  occurs(regex: string): boolean;
  /** The range with what the condition binds, for each way it holds. */
  holds(condition: Condition, range: Range, place: Place): readonly Range[];
}

/** Ranges that a formula finds within a place, in the order of their starts, without doubles. */
export function evaluate(formula: Formula, place: Place, the: Evaluation): readonly Range[] {
  switch (formula.kind) {
    case 'pattern':
      return the.matchPattern(formula.text, place);
    case 'regex':
      return matchRegex(formula.regex, place, the);
    case 'inside':
      return evaluate(formula.of, place, the).map((range) => ({ ...range, inside: true as const }));
    case 'not': {
      const whole = wholeOf(place);
      return subtract([whole], evaluate(formula.of, place, the), 'any');
    }
    case 'any':
      return distinct(formula.of.flatMap((part) => evaluate(part, place, the)));
    case 'all':
      return evaluateAll(formula, place, the);
  }
}

/** Whether a formula could find anything, by the words its patterns need. */
export function mayFind(formula: Formula, the: Pick<Evaluation, 'mayMatch' | 'occurs'>): boolean {
  switch (formula.kind) {
    case 'pattern':
      return the.mayMatch(formula.text);
    case 'regex':
      return the.occurs(formula.regex);
    case 'not':
      return true;
    case 'inside':
      return mayFind(formula.of, the);
    case 'any':
      return formula.of.some((part) => mayFind(part, the));
    case 'all':
      return (
        formula.of.every((part) => mayFind(part, the)) &&
        formula.conditions.every((condition) => mayHold(condition, the))
      );
  }
}

/** A metavariable's text stands in the file, and begins where its expression does: without the anchors it is found there. */
function mayHold(condition: Condition, the: Pick<Evaluation, 'occurs'>): boolean {
  if (condition.kind !== 'regex' || condition.constantPropagation) return true;
  const bare = unanchored(condition.regex);
  return bare === undefined || the.occurs(bare);
}

type All = Extract<Formula, { kind: 'all' }>;

function evaluateAll({ of, conditions, focus }: All, place: Place, the: Evaluation): readonly Range[] {
  const positive = of.filter((part) => part.kind !== 'not');
  const ordered = [
    ...positive.filter((part) => part.kind !== 'inside'),
    ...positive.filter((part) => part.kind === 'inside'),
  ];
  let ranges: readonly Range[] | undefined;
  for (const part of ordered) {
    const found = evaluate(part, place, the);
    ranges = ranges ? intersect(ranges, found, the) : found;
    if (ranges.length === 0) return [];
  }
  ranges ??= [wholeOf(place)];
  for (const part of of) {
    if (part.kind !== 'not' || ranges.length === 0) continue;
    const inner = part.of;
    ranges = subtract(ranges, evaluate(inner, place, the), inner.kind === 'inside' ? 'within' : 'any');
  }
  for (const condition of conditions) ranges = ranges.flatMap((range) => the.holds(condition, range, place));
  for (const names of focus) ranges = ranges.flatMap((range) => focused(range, names));
  return distinct(ranges.map(({ inside: _, ...range }) => range));
}

function wholeOf({ start, end }: Place): Range {
  return { start, end, bindings: new Map() };
}

/** Ranges of one that lie within the other's, or the other way round unless that was only `inside`. */
function intersect(left: readonly Range[], right: readonly Range[], the: Evaluation): readonly Range[] {
  const found: Range[] = [];
  for (const a of left) {
    for (const b of right) {
      the.budget.step();
      const within = contains(b, a) && !a.inside ? a : contains(a, b) && !b.inside ? b : smaller(a, b);
      if (!within) continue;
      const bindings = within === a ? unify(a, b) : unify(b, a);
      if (bindings) found.push({ ...within, bindings });
    }
  }
  return distinct(found);
}

/** Of two that are both `inside`, the inner one. */
function smaller(a: Range, b: Range): Range | undefined {
  if (!a.inside || !b.inside) return undefined;
  return contains(b, a) ? a : contains(a, b) ? b : undefined;
}

/**
 * Takes away what a negated formula found: `pattern-not` what is the same range, `pattern-not-inside` what lies within,
 * and a regular expression whatever it touches.
 */
function subtract(ranges: readonly Range[], negative: readonly Range[], mode: 'any' | 'within'): Range[] {
  return ranges.filter(
    (range) =>
      !negative.some((other) => {
        const hit =
          mode === 'within' || other.inside
            ? contains(other, range)
            : other.regex
              ? other.start < range.end && range.start < other.end
              : other.start === range.start && other.end === range.end;
        return hit && unify(range, other) !== undefined;
      }),
  );
}

function focused(range: Range, names: readonly string[]): Range[] {
  return names.flatMap((name) => {
    const bound = range.bindings.get(name);
    if (!bound || (bound.start === 0 && bound.end === 0)) return [];
    // A regular expression may have found a part of what the metavariable stands for.
    if (bound.start <= range.start && range.end <= bound.end) return [range];
    const { term: _, statement: _statement, ...rest } = range;
    return [
      { ...rest, start: bound.start, end: bound.end, ...(bound.terms.length === 1 ? { term: bound.terms[0]! } : {}) },
    ];
  });
}

function matchRegex(source: string, place: Place, the: Evaluation): Range[] {
  const regex = the.regex(source);
  if (!regex) return [];
  const found: Range[] = [];
  const text =
    place.start === 0 && place.end === place.text.length ? place.text : place.text.slice(place.start, place.end);
  for (const match of regex.all(text)) {
    the.budget.step();
    const bindings = new Map<string, RangeBinding>();
    match.groups.forEach((group, at) => {
      const start = match.groupStarts[at];
      if (group === undefined || start === undefined || at === 0) return;
      bindings.set(`$${at}`, {
        start: place.start + start,
        end: place.start + start + group.length,
        text: group,
        terms: [],
        content: group,
      });
    });
    found.push({ start: place.start + match.start, end: place.start + match.end, bindings, regex: true });
  }
  return found;
}

function distinct(ranges: readonly Range[]): readonly Range[] {
  if (ranges.length < 2) return ranges;
  const seen = new Set<string>();
  return ranges.filter((range) => {
    const bound = [...range.bindings].map(([name, to]) => `${name}@${to.start}-${to.end}`).sort();
    const key = `${range.start}-${range.end}${range.inside ? 'i' : ''} ${bound.join(' ')}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
