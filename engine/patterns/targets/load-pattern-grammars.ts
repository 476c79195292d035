import type { SyntaxLanguage } from '../../syntax/grammars.ts';
import { loadGrammars } from '../../syntax/parse.ts';
import type { PatternLanguage } from '../languages.ts';
import { LANGUAGE_SUPPORT } from '../lower/languages.ts';
import type { Condition, Formula, PatternRule } from '../rule.ts';

/** Loads the grammars that rules need to be compiled and run for the languages. */
export async function loadPatternGrammars(languages: Iterable<PatternLanguage>): Promise<void> {
  await loadGrammars([...languages].flatMap(grammarsOf));
}

/** Files of a language may have grammars of their own, by their names. */
const NAMES = ['a', 'a.jsx', 'a.tsx', 'a.ts', 'a.h'];

function grammarsOf(language: PatternLanguage): readonly SyntaxLanguage[] {
  const support = LANGUAGE_SUPPORT[language];
  if (!support) return [];
  if ('grammars' in support) return support.grammars;
  const wider = support.widerGrammar ? [support.widerGrammar] : [];
  const own = NAMES.map((name) => support.grammarOf(name));
  return [...new Set([...own, ...wider, ...support.attempts.map(({ grammar }) => grammar)])];
}

/** The languages that a rule's formulas speak beside its own: those of metavariable-pattern, and that of comparisons. */
export function furtherLanguages({ search }: PatternRule): ReadonlySet<PatternLanguage> {
  // Labels are put together by an expression of Python.
  const labelled =
    search.kind === 'taint' &&
    [...search.sources, ...search.sinks, ...search.propagators].some(({ requires }) => requires !== undefined);
  const found = new Set<PatternLanguage>(labelled ? ['python'] : []);
  const open: (Formula | Condition)[] =
    search.kind === 'taint'
      ? [search.sources, search.sinks, search.sanitizers, search.propagators].flat().map(({ formula }) => formula)
      : [search];
  for (let part = open.pop(); part; part = open.pop()) {
    if (part.kind === 'comparison') found.add('python');
    else if (part.kind === 'all') open.push(...part.of, ...part.conditions);
    else if (part.kind === 'any') open.push(...part.of);
    else if (part.kind === 'inside' || part.kind === 'not') open.push(part.of);
    else if (part.kind === 'pattern' && 'formula' in part) {
      if (part.language) found.add(part.language);
      open.push(part.formula);
    }
  }
  return found;
}
