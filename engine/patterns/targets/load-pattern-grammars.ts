import type { SyntaxLanguage } from '../../syntax/grammars.ts';
import { loadGrammars } from '../../syntax/parse.ts';
import type { PatternLanguage } from '../languages.ts';
import type { Condition, Formula, PatternRule } from '../rule.ts';

const GRAMMARS: Readonly<Record<PatternLanguage, readonly SyntaxLanguage[]>> = {
  javascript: ['javascript', 'jsx'],
  typescript: ['typescript', 'tsx'],
  python: ['python'],
  go: ['go'],
  java: ['java'],
  ruby: ['ruby'],
  php: ['php'],
  csharp: ['csharp'],
  kotlin: ['kotlin'],
  rust: ['rust'],
  c: ['c'],
  cpp: ['cpp'],
  bash: ['bash'],
  json: ['json'],
  terraform: ['hcl'],
  html: ['html'],
  // Commands of a Dockerfile are Bash.
  dockerfile: ['bash'],
  yaml: [],
  generic: [],
  regex: [],
};

/** Loads the grammars that rules need to be compiled and run for the languages. */
export async function loadPatternGrammars(languages: Iterable<PatternLanguage>): Promise<void> {
  await loadGrammars([...languages].flatMap((language) => GRAMMARS[language]));
}

/** The languages that a rule's formulas speak beside its own: those of metavariable-pattern, and that of comparisons. */
export function furtherLanguages({ search }: PatternRule): ReadonlySet<PatternLanguage> {
  const found = new Set<PatternLanguage>();
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
