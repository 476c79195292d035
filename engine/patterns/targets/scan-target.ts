import { lineStartsOf } from '../../syntax/line-starts.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { decodeText } from '../../source/decode-text.ts';
import { compileRule, type CompiledRule, type PatternWords } from '../compile-rule.ts';
import type { PatternLanguage } from '../languages.ts';
import { ignoredBy } from '../report/ignored-lines.ts';
import { describeMatch, TextPlaces, type PatternFinding } from '../report/pattern-finding.ts';
import type { PatternRule } from '../rule.ts';
import { scanFile, type ScanError } from '../scan-file.ts';
import { furtherLanguages, loadPatternGrammars } from './load-pattern-grammars.ts';
import { namedByGlobs } from './path-globs.ts';
import { targetLanguages } from './target-languages.ts';

/** What rules say of one file. */
export interface TargetResult {
  /** Rules that look at such a file. */
  readonly rules: number;
  /** In the order of the text. */
  readonly findings: readonly PatternFinding[];
  readonly errors: readonly ScanError[];
}

/** A file whose text is read already, and perhaps parsed. */
export interface ScannedText extends Omit<ScanTarget, 'bytes'> {
  readonly text: string;
  readonly tree?: () => SyntaxTree;
}

export interface ScanTarget {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Looked at as this language by rules for it, whatever its name says. */
  readonly language?: PatternLanguage;
}

/** Rules that are run on one file after the other: what they compile to is kept. */
export class RuleSet {
  readonly #rules: readonly PreparedRule[];
  readonly #byLanguages = new Map<string, readonly PreparedRule[]>();

  /** `wordsOf`: the words of a rule's patterns where they are known; then a pattern is read when it may match. */
  constructor(
    rules: readonly PatternRule[],
    wordsOf: (id: string, language: PatternLanguage) => PatternWords | undefined = () => undefined,
  ) {
    this.#rules = rules.map((rule) => new PreparedRule(rule, wordsOf));
  }

  /** Whether a rule looks at such a file. */
  looksAt(path: string): boolean {
    const languages = targetLanguages(path, '');
    return this.#rulesFor(languages).some((rule) => rule.looksAt(path));
  }

  #rulesFor(languages: readonly PatternLanguage[]): readonly PreparedRule[] {
    const key = languages.join();
    let rules = this.#byLanguages.get(key);
    if (!rules) {
      rules = this.#rules.filter(({ rule }) => languages.some((language) => rule.languages.includes(language)));
      this.#byLanguages.set(key, rules);
    }
    return rules;
  }

  /** Runs the rules that are for such a file. `ruleTimeout`: milliseconds for each of them; Infinity: none. */
  scan({ bytes, ...target }: ScanTarget, ruleTimeout: number): Promise<TargetResult> {
    return this.scanText({ ...target, text: decodeText(bytes) }, ruleTimeout);
  }

  async scanText({ path, text, language, tree }: ScannedText, ruleTimeout: number): Promise<TargetResult> {
    const languages = language ? [language] : targetLanguages(path, text.slice(0, 200).split('\n', 1)[0]!);
    const rules = this.#rulesFor(languages).filter((rule) => rule.looksAt(path));
    const results: { findings: PatternFinding[]; errors: ScanError[] } = { findings: [], errors: [] };
    if (rules.length === 0) return { rules: 0, ...results };
    const places = new TextPlaces(text, lineStartsOf(text));
    const ignored = await ignoredBy(path, text);
    const byId = new Map(rules.map(({ rule }) => [rule.id, rule]));
    for (const each of languages) {
      const compiled = await compileFor(rules, each, languages);
      if (compiled.length === 0) continue;
      const { matches, errors } = scanFile(
        compiled,
        { path, text, language: each, ...(tree && { tree }) },
        { ruleTimeout },
      );
      results.errors.push(...errors);
      for (const match of matches) {
        const rule = byId.get(match.ruleId)!;
        const line = places.at(match.start).line;
        results.findings.push(describeMatch(match, { rule, text, places, ignored: ignored(rule.id, line) }));
      }
    }
    return { rules: rules.length, findings: inOrder(results.findings), errors: results.errors };
  }
}

class PreparedRule {
  readonly rule: PatternRule;
  readonly #wordsOf: (id: string, language: PatternLanguage) => PatternWords | undefined;
  readonly #included: ((path: string) => boolean) | undefined;
  readonly #excluded: (path: string) => boolean;
  readonly #compiled = new Map<PatternLanguage, CompiledRule>();

  constructor(rule: PatternRule, wordsOf: (id: string, language: PatternLanguage) => PatternWords | undefined) {
    this.rule = rule;
    this.#wordsOf = wordsOf;
    this.#included = rule.paths.include.length > 0 ? namedByGlobs(rule.paths.include) : undefined;
    this.#excluded = namedByGlobs(rule.paths.exclude);
  }

  looksAt(path: string): boolean {
    return (this.#included?.(path) ?? true) && !this.#excluded(path);
  }

  /** The languages whose grammars have to be loaded before it is compiled for a language. */
  languagesFor(language: PatternLanguage): readonly PatternLanguage[] {
    return this.#compiled.has(language) ? [] : [language, ...furtherLanguages(this.rule)];
  }

  compiledFor(language: PatternLanguage): CompiledRule {
    let compiled = this.#compiled.get(language);
    if (!compiled)
      this.#compiled.set(
        language,
        (compiled = compileRule(this.rule, language, this.#wordsOf(this.rule.id, language))),
      );
    return compiled;
  }
}

/** Each rule runs once on a file: in the first of the file's languages that is its own. */
async function compileFor(
  rules: readonly PreparedRule[],
  language: PatternLanguage,
  all: readonly PatternLanguage[],
): Promise<CompiledRule[]> {
  const mine = rules.filter(({ rule }) => all.find((each) => rule.languages.includes(each)) === language);
  await loadPatternGrammars(new Set(mine.flatMap((rule) => rule.languagesFor(language))));
  return mine.map((rule) => rule.compiledFor(language));
}

/** By place; of what one rule found twice at the same place with the same message, one. */
function inOrder(findings: readonly PatternFinding[]): PatternFinding[] {
  const unique = new Map(
    findings.map((finding) => [
      [finding.ruleId, finding.start.offset, finding.end.offset, finding.message].join('\0'),
      finding,
    ]),
  );
  return [...unique.values()].sort(
    (one, other) =>
      one.start.offset - other.start.offset ||
      one.end.offset - other.end.offset ||
      (one.ruleId < other.ruleId ? -1 : 1),
  );
}
