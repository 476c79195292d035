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
import type { Term } from './term.ts';
import type { RuleOptions } from './rule.ts';
import { searchTaint } from './taint/search-taint.ts';

/** What one rule finds in one file, in the order of the text. */
export function searchFile(compiled: CompiledRule, scan: FileScan): Match[] {
  const { language, rule } = compiled;
  const { search } = rule;
  // Most rules need words that the file does not have.
  if (!mayBeIn(search, wordsIn({ compiled, scan, language }))) return [];
  const budget = new Budget(scan.ruleTimeout, scan.now);
  const evaluation = anEvaluation({ compiled, scan, language, budget });
  const whole: Place = { text: scan.text, start: 0, end: scan.text.length };
  if (search.kind === 'taint') return searchTaint(search, { compiled, scan, evaluation, whole, budget });
  return toMatches(evaluate(search, whole, evaluation), scan.text);
}

function mayBeIn(search: CompiledRule['rule']['search'], words: WordsOfFile): boolean {
  if (search.kind !== 'taint') return mayFind(search, words);
  const { sources, sinks } = search;
  return sinks.some(({ formula }) => mayFind(formula, words)) && sources.some(({ formula }) => mayFind(formula, words));
}

type WordsOfFile = Pick<Evaluation, 'mayMatch' | 'occurs'>;

/** What can be said of a pattern by the words of a file alone. */
function wordsIn({ compiled, scan, language }: Omit<EvaluationInput, 'budget'>): WordsOfFile {
  const occurs = (source: string): boolean => scan.occurs(source, () => regexOf(source)?.test(scan.text) ?? true);
  const caseless = LANGUAGE_SUPPORT[language]?.caseless;
  const isThere = (word: string): boolean =>
    word.startsWith('/') ? occurs(word.slice(1)) : scan.hasWord(word, caseless);
  return {
    occurs,
    mayMatch: (text) => language === 'generic' || (compiled.wordsOf(text)?.every(isThere) ?? false),
  };
}

function toMatches(ranges: readonly Range[], text: string): Match[] {
  const matches = ranges.map(({ start, end, bindings, statement }): Match => {
    const ended = statement ? end + (/^\s*;/.exec(text.slice(end, end + MOST_BLANKS))?.[0].length ?? 0) : end;
    return { start, end: ended, bindings: toBindings(bindings) };
  });
  return matches.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Blanks that may stand before a semicolon. */
const MOST_BLANKS = 200;

function toBindings(bindings: Range['bindings']): Map<string, Binding> {
  return new Map([...bindings].map(([name, { start, end, text }]) => [name, { start, end, text }]));
}

interface EvaluationInput {
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

const optionKeys = new WeakMap<RuleOptions, string>();

function keyOf(options: RuleOptions): string {
  let key = optionKeys.get(options);
  if (key === undefined) optionKeys.set(options, (key = JSON.stringify(options)));
  return key;
}

/** How a rule's formulas are evaluated on a file in a language. */
function anEvaluation(input: EvaluationInput): Evaluation {
  const { compiled, scan, language, budget } = input;
  const { options } = compiled.rule;
  const mine = new Map<string, readonly Range[]>();
  // Rules of a pack have many patterns in common: what one found in the file, another need not look for.
  const shared = scan.found(`${language} ${keyOf(options)}`);
  const evaluation: Evaluation = {
    budget,
    regex: regexOf,
    ...wordsIn(input),
    matchPattern(text, place) {
      if (language === 'generic') return matchText(text, place, input);
      const { terms } = place;
      const key = terms ? `${terms.from}-${terms.to} ${text}` : text;
      const known = terms ? mine : shared;
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

/** Positions of the terms that lie in a place: a whole file, where they are not said. */
function positionsIn(all: readonly Term[], { terms }: Place): { from: number; to: number } {
  return terms ?? { from: 0, to: all.length };
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
