import { problemOfComparison } from './conditions/comparison.ts';
import type { Condition, Formula, PatternRule, RulePlace } from './rule.ts';
import type { PatternLanguage } from './languages.ts';
import { LANGUAGE_SUPPORT } from './lower/languages.ts';
import { parsePattern, type Pattern } from './pattern/parse-pattern.ts';
import { requiredWords } from './pattern/required-words.ts';

/** A rule for one language. */
export interface CompiledRule {
  readonly rule: PatternRule;
  readonly language: PatternLanguage;
  /** Words that a file has to have for a pattern to match there; undefined: the pattern cannot be read. */
  readonly wordsOf: (pattern: string) => readonly string[] | undefined;
  readonly patternOf: (pattern: string) => Pattern | undefined;
  /** Patterns that could not be read in the language: what they look for is not looked for. */
  readonly problems: readonly PatternProblem[];
}

export interface PatternProblem {
  readonly place: RulePlace;
  readonly message: string;
}

/** For each pattern of a rule the words that a file must have. */
export type PatternWords = Readonly<Record<string, readonly string[]>>;

/**
 * Makes a rule ready for one of its languages, whose grammar is loaded. With the words of its patterns known already, a
 * pattern is read when a file has them; without, all are read at once, and what cannot be read is a problem.
 */
export function compileRule(rule: PatternRule, language: PatternLanguage, words?: PatternWords): CompiledRule {
  const patterns = new Map<string, Pattern | undefined>();
  const problems: PatternProblem[] = [];
  const languages = new Map(leavesOf(rule).map((leaf) => [leaf.text, leaf.language ?? language]));
  const patternOf = (text: string): Pattern | undefined => {
    if (!patterns.has(text)) patterns.set(text, readPattern(text, languages.get(text) ?? language));
    return patterns.get(text);
  };
  const known = words ?? wordsOfPatterns(rule, language, { patternOf, problems });
  return { rule, language, patternOf, wordsOf: (text) => known[text], problems };
}

function readPattern(text: string, language: PatternLanguage): Pattern | undefined {
  const support = LANGUAGE_SUPPORT[language];
  if (!support) return undefined;
  return 'readPattern' in support ? support.readPattern(text) : parsePattern(text, support);
}

function wordsOfPatterns(
  rule: PatternRule,
  language: PatternLanguage,
  { patternOf, problems }: { patternOf: (text: string) => Pattern | undefined; problems: PatternProblem[] },
): PatternWords {
  const words: Record<string, readonly string[]> = {};
  for (const leaf of leavesOf(rule)) {
    const own = leaf.language ?? language;
    if (!LANGUAGE_SUPPORT[own] || words[leaf.text]) continue;
    const pattern = patternOf(leaf.text);
    if (pattern) words[leaf.text] = requiredWords(pattern.root);
    else problems.push({ place: leaf.place, message: `This is no ${own} that can be read: ${firstLine(leaf.text)}` });
  }
  for (const comparison of comparisonsIn(searchedFormulas(rule))) {
    const expected = problemOfComparison(comparison);
    if (expected === undefined) continue;
    problems.push({
      place: rule.place,
      message: `The comparison ${firstLine(comparison)} cannot be read; expected ${expected}.`,
    });
  }
  return words;
}

/** The words of a rule's patterns, to be kept with the rule. */
export function patternWords({ rule, wordsOf }: CompiledRule): PatternWords {
  const texts = leavesOf(rule).map(({ text }) => text);
  return Object.fromEntries(texts.flatMap((text) => (wordsOf(text) ? [[text, wordsOf(text)!]] : [])));
}

function firstLine(text: string): string {
  const [line = '', ...rest] = text.trim().split('\n');
  return rest.length > 0 ? `${line} …` : line;
}

interface Leaf {
  readonly text: string;
  readonly place: RulePlace;
  readonly language?: PatternLanguage | undefined;
}

function leavesOf(rule: PatternRule): Leaf[] {
  return searchedFormulas(rule).flatMap((formula) => formulaLeaves(formula));
}

function searchedFormulas({ search }: PatternRule): Formula[] {
  if (search.kind !== 'taint') return [search];
  const specs = [...search.sources, ...search.sinks, ...search.sanitizers, ...search.propagators];
  return specs.map(({ formula }) => formula);
}

/** The expressions of all `metavariable-comparison`. */
function comparisonsIn(formulas: readonly Formula[]): string[] {
  return formulas.flatMap((formula): string[] => {
    switch (formula.kind) {
      case 'pattern':
      case 'regex':
        return [];
      case 'inside':
      case 'not':
        return comparisonsIn([formula.of]);
      case 'any':
        return comparisonsIn(formula.of);
      case 'all':
        return [...comparisonsIn(formula.of), ...formula.conditions.flatMap(comparisonsOf)];
    }
  });
}

function comparisonsOf(condition: Condition): string[] {
  if (condition.kind === 'comparison') return [condition.comparison];
  return condition.kind === 'pattern' ? comparisonsIn([condition.formula]) : [];
}

function formulaLeaves(formula: Formula, language?: PatternLanguage): Leaf[] {
  switch (formula.kind) {
    case 'pattern':
      return [{ text: formula.text, place: formula.place, language }];
    case 'regex':
      return [];
    case 'inside':
    case 'not':
      return formulaLeaves(formula.of, language);
    case 'any':
      return formula.of.flatMap((part) => formulaLeaves(part, language));
    case 'all':
      return [
        ...formula.of.flatMap((part) => formulaLeaves(part, language)),
        ...formula.conditions.flatMap((condition) => conditionLeaves(condition, language)),
      ];
  }
}

function conditionLeaves(condition: Condition, language: PatternLanguage | undefined): Leaf[] {
  return condition.kind === 'pattern' ? formulaLeaves(condition.formula, condition.language ?? language) : [];
}
