import type { Condition, Formula, PatternRule, RulePlace } from './rule.ts';
import type { PatternLanguage } from './languages.ts';
import { LANGUAGE_SUPPORT } from './lower/languages.ts';
import { parsePattern, type Pattern } from './pattern/parse-pattern.ts';
import { requiredWords } from './pattern/required-words.ts';

/** A rule for one language, with its patterns read. */
export interface CompiledRule {
  readonly rule: PatternRule;
  readonly language: PatternLanguage;
  readonly patterns: ReadonlyMap<string, CompiledPattern>;
  /** Patterns that could not be read in the language: what they look for is not looked for. */
  readonly problems: readonly PatternProblem[];
}

export interface CompiledPattern {
  readonly pattern: Pattern;
  /** Words that a file has to have for the pattern to match there. */
  readonly words: readonly string[];
}

export interface PatternProblem {
  readonly place: RulePlace;
  readonly message: string;
}

/** Reads the patterns of a rule for one of its languages, whose grammar is loaded. */
export function compileRule(rule: PatternRule, language: PatternLanguage): CompiledRule {
  const patterns = new Map<string, CompiledPattern>();
  const problems: PatternProblem[] = [];
  for (const leaf of leavesOf(rule)) {
    const syntax = LANGUAGE_SUPPORT[leaf.language ?? language];
    if (!syntax || patterns.has(leaf.text)) continue;
    const pattern = parsePattern(leaf.text, syntax);
    if (pattern) patterns.set(leaf.text, { pattern, words: requiredWords(pattern.root) });
    else
      problems.push({
        place: leaf.place,
        message: `This is no ${leaf.language ?? language} that can be read: ${firstLine(leaf.text)}`,
      });
  }
  return { rule, language, patterns, problems };
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

function leavesOf({ search }: PatternRule): Leaf[] {
  if (search.kind !== 'taint') return formulaLeaves(search);
  return [...search.sources, ...search.sinks, ...search.sanitizers, ...search.propagators].flatMap(({ formula }) =>
    formulaLeaves(formula),
  );
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
