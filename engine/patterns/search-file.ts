import type { CompiledRule } from './compile-rule.ts';
import type { FileScan } from './file-scan.ts';
import { evaluate, mayFind, type Evaluation, type Place } from './formula/evaluate.ts';
import { holds } from './formula/conditions.ts';
import type { Range, RangeBinding } from './formula/range.ts';
import { matchGeneric } from './generic/match-generic.ts';
import type { PatternLanguage } from './languages.ts';
import { LANGUAGE_SUPPORT } from './lower/languages.ts';
import type { Binding, Match } from './match.ts';
import { Budget } from './match/budget.ts';
import { findMatches } from './match/find-matches.ts';
import { aMatcher } from './match/matcher.ts';
import { compileRegex, type CompiledRegex } from './regex/compile-regex.ts';
import { searchTaint } from './taint/search-taint.ts';

/** What one rule finds in one file, in the order of the text. */
export function searchFile(compiled: CompiledRule, scan: FileScan): Match[] {
  const budget = new Budget(scan.ruleTimeout, scan.now);
  const evaluation = anEvaluation({ compiled, scan, language: compiled.language, budget });
  const { search } = compiled.rule;
  const whole: Place = { text: scan.text, start: 0, end: scan.text.length };
  if (search.kind === 'taint') return searchTaint(search, { compiled, scan, evaluation, whole, budget });
  if (!mayFind(search, evaluation)) return [];
  return toMatches(evaluate(search, whole, evaluation));
}

export function toMatches(ranges: readonly Range[]): Match[] {
  const matches = ranges.map(({ start, end, bindings }): Match => ({ start, end, bindings: toBindings(bindings) }));
  return matches.sort((a, b) => a.start - b.start || a.end - b.end);
}

export function toBindings(bindings: Range['bindings']): Map<string, Binding> {
  return new Map([...bindings].map(([name, { start, end, text }]) => [name, { start, end, text }]));
}

export interface EvaluationInput {
  readonly compiled: CompiledRule;
  readonly scan: FileScan;
  readonly language: PatternLanguage;
  readonly budget: Budget;
}

const regexes = new Map<string, CompiledRegex | undefined>();

function regexOf(source: string): CompiledRegex | undefined {
  if (!regexes.has(source)) {
    const compiled = compileRegex(source, { multiline: true });
    regexes.set(source, compiled.ok ? compiled.regex : undefined);
  }
  return regexes.get(source);
}

/** How a rule's formulas are evaluated on a file in a language. */
export function anEvaluation(input: EvaluationInput): Evaluation {
  const { compiled, scan, language, budget } = input;
  const { options } = compiled.rule;
  const known = new Map<string, readonly Range[]>();
  const evaluation: Evaluation = {
    budget,
    regex: regexOf,
    mayMatch(text) {
      if (language === 'generic') return true;
      const words = compiled.wordsOf(text);
      return words !== undefined && words.every((word) => scan.hasWord(word, LANGUAGE_SUPPORT[language]?.caseless));
    },
    matchPattern(text, place) {
      if (language === 'generic') return matchText(text, place, input);
      const key = `${place.start}-${place.end} ${text}`;
      const before = known.get(key);
      if (before) return before;
      const found = evaluation.mayMatch(text) ? match(text, place) : [];
      known.set(key, found);
      return found;
    },
    holds: (condition, range, place) =>
      holds(condition, range, {
        language,
        options,
        facts: scan.tree(language)?.facts,
        evaluation,
        place,
        evaluationOf: (text, inner) => anEvaluation({ ...input, language: inner, scan: scan.part(text) }),
      }),
  };
  const match = (text: string, place: Place): readonly Range[] => {
    const pattern = compiled.patternOf(text);
    const tree = pattern && scan.tree(language);
    if (!tree) return [];
    const matcher = aMatcher({
      ...tree,
      options,
      budget,
      partialDicts: LANGUAGE_SUPPORT[language]?.partialDicts === true,
    });
    return findMatches(matcher, pattern, positionsIn(tree.file.all, place));
  };
  return evaluation;
}

/** Positions of the terms that lie in a place. */
function positionsIn(
  all: readonly { start: number; end: number; last: number }[],
  { start, end }: Place,
): { from: number; to: number } {
  if (start === 0 && end >= all[0]!.end) return { from: 0, to: all.length };
  // What stands first among a term's children need not stand first in the text: a type before its name.
  const exact = all.findIndex((term) => term.start === start && term.end === end);
  if (exact >= 0) return { from: exact, to: all[exact]!.last };
  let from = 0;
  while (from < all.length && (all[from]!.start < start || all[from]!.end > end)) from++;
  return { from, to: all[from]?.start !== undefined && all[from]!.end <= end ? lastWithin(all, from, end) : from };
}

function lastWithin(all: readonly { end: number; start: number }[], from: number, end: number): number {
  let to = from;
  while (to < all.length && all[to]!.start < end && all[to]!.end <= end) to++;
  return to;
}

/** Ranges of a generic pattern in the text of a place. */
function matchText(pattern: string, place: Place, { compiled, budget }: EvaluationInput): Range[] {
  const text = place.text.slice(place.start, place.end);
  const ranges: Range[] = [];
  for (const { start, end, bindings } of matchGeneric(pattern, text, compiled.rule.options)) {
    budget.step();
    const bound = [...bindings].map(([name, to]): readonly [string, RangeBinding] => [
      name,
      { start: place.start + to.start, end: place.start + to.end, text: to.text, terms: [], content: to.text },
    ]);
    ranges.push({ start: place.start + start, end: place.start + end, bindings: new Map(bound) });
  }
  return ranges;
}
