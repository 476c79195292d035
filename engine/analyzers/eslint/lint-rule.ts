import type { Quality, Rule, Severity } from '../../findings/finding.ts';

/** A curated rule: what it is for people, and how the engines are asked for it. */
export interface LintRule {
  /** ESLint's name: `no-debugger`, `@typescript-eslint/no-this-alias`. */
  readonly name: string;
  readonly rule: Rule;
  /** ESLint's options after the severity; oxlint takes the same. */
  readonly options: readonly unknown[];
  readonly engine: RuleEngine;
  /**
   * Keeps ESLint from being loaded in vain. For `eslint`: the rule cannot fire in a text that this does not match. For
   * `confirmed`: the engines cannot differ in such a text, and oxlint's findings stand.
   */
  readonly needs?: RegExp;
  readonly typescript: TypeScriptUse;
  /** Whether test files are checked too. */
  readonly inTests: boolean;
  /** Which of oxlint's labels is the finding's place; ESLint has one place only. */
  readonly label: 'first' | 'last';
  /**
   * How the engines' places are alike. To the `column` where the finding starts; to the `line`, where one marks a
   * keyword and the other the statement; one `within` the other, where one marks the whole; or both of the same
   * `name`, of which they mark different mentions.
   */
  readonly place: 'column' | 'line' | 'within' | 'name';
  /** oxlint's finding counts only if the code it marks matches: what ESLint leaves alone. */
  readonly onlyIf?: RegExp;
  /** What ESLint finds and oxlint does not, where that is known, rare and worth it. */
  readonly misses?: string;
}

/**
 * Who runs a rule. `oxlint`: its findings are proven equal to ESLint's by the differential test. `confirmed`: oxlint
 * finds all that ESLint does and sometimes more, so ESLint decides, on the files where oxlint found any. `eslint`: it
 * alone has the rule, or finds what oxlint does not.
 */
export type RuleEngine = 'oxlint' | 'confirmed' | 'eslint';

/**
 * In TypeScript files: `same` rule; typescript-eslint's `extension` of it; `off`, since the compiler reports it or the
 * rule does not understand types; `only` there.
 */
export type TypeScriptUse = 'same' | 'extension' | 'off' | 'only';

/** A row of the tables in `rules/`; what is left out has the usual value. */
export interface RuleRow {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly minutes: number;
  readonly quality?: Quality;
  readonly cwe?: readonly string[];
  readonly options?: readonly unknown[];
  readonly engine?: LintRule['engine'];
  readonly needs?: RegExp;
  readonly typescript?: TypeScriptUse;
  readonly inTests?: boolean;
  readonly label?: LintRule['label'];
  readonly place?: LintRule['place'];
  readonly onlyIf?: RegExp;
  readonly misses?: string;
}

export function lintRule(row: RuleRow, defaults: { readonly quality: Quality }): LintRule {
  const { name, title, description, severity, minutes, cwe } = row;
  const quality = row.quality ?? defaults.quality;
  const rule = { id: ruleIdOf(name), title, description, severity, quality, minutes, helpUri: helpUriOf(name) };
  return {
    name,
    rule: cwe ? { ...rule, cwe } : rule,
    options: row.options ?? [],
    engine: row.engine ?? 'oxlint',
    ...(row.needs ? { needs: row.needs } : {}),
    ...(row.onlyIf ? { onlyIf: row.onlyIf } : {}),
    ...(row.misses ? { misses: row.misses } : {}),
    typescript: row.typescript ?? (name.startsWith('@typescript-eslint/') ? 'only' : 'same'),
    inTests: row.inTests ?? true,
    label: row.label ?? 'first',
    place: row.place ?? 'column',
  };
}

export function ruleIdOf(eslintName: string): string {
  return `eslint/${eslintName}`;
}

function helpUriOf(name: string): string {
  const own = /^@typescript-eslint\/(.+)$/.exec(name)?.[1];
  return own ? `https://typescript-eslint.io/rules/${own}/` : `https://eslint.org/docs/latest/rules/${name}`;
}
