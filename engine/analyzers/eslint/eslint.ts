import type { Linter, Rule } from 'eslint';
import type { Range } from '../../findings/finding.ts';
import { lineStartsOf } from '../../syntax/line-starts.ts';
import type { LintRule } from './lint-rule.ts';
import { GLOBALS, PROFILES, runsIn } from './profile.ts';
import { plainMessage, type EngineAnswer, type LintFile, type LintProblem } from './problem.ts';
import { isTypeScriptExtension } from './prepare-text.ts';
import { readerMessage } from './reader-message.ts';
import { LINT_RULES } from './rules.ts';
import { rangeOf } from './text-offsets.ts';

type SourceType = 'module' | 'commonjs' | 'script';

let linter: Linter | undefined;

/**
 * Lints one file with the rules given, of those its profile has. Loading ESLint takes a tenth of a second, the parser for
 * TypeScript three, and typescript-eslint's rules one: each is loaded when a file or a rule first needs it.
 */
export async function runEslint(file: LintFile, rules: readonly LintRule[]): Promise<EngineAnswer> {
  const lint = await openEslint(file, rules);
  const answer = lint(file.text);
  if (answer.kind === 'refused') return answer;
  const place = placesIn(file.text);
  return { kind: 'linted', problems: answer.messages.flatMap((message) => asProblem(message, place)) };
}

/** ESLint's own messages about a text. */
export type EslintAnswer =
  | { readonly kind: 'linted'; readonly messages: readonly Linter.LintMessage[] }
  | Extract<EngineAnswer, { kind: 'refused' }>;

/** Rules of our own that run beside ESLint's, as `plumbline/NAME`. */
export type OwnRules = Readonly<Record<string, Rule.RuleModule>>;

/** Loads what a file and rules need of ESLint; what it gives lints any text as if it were that file's. */
export async function openEslint(
  file: Omit<LintFile, 'text'>,
  rules: readonly LintRule[],
  ownRules: OwnRules = {},
): Promise<(text: string) => EslintAnswer> {
  linter ??= new (await import('eslint')).Linter({ configType: 'flat' });
  const loaded = linter;
  const plugins = { ...(await pluginsFor(file, rules)), plumbline: { rules: ownRules } };
  const setup = { parser: await parserFor(file), plugins, rules, ownRules };
  const configurations = sourceTypesOf(file.extension).map((sourceType) =>
    configuration(file, { ...setup, sourceType }),
  );
  return (text) => {
    let refusal: EslintAnswer | undefined;
    for (const one of configurations) {
      const answer = verify(loaded, { text, extension: file.extension }, one);
      if (answer.kind === 'linted') return answer;
      refusal ??= answer;
    }
    return refusal!;
  };
}

async function parserFor(file: Omit<LintFile, 'text'>): Promise<Linter.Parser | undefined> {
  return isTypeScriptExtension(file.extension) ? await import('@typescript-eslint/parser') : undefined;
}

async function pluginsFor(file: Omit<LintFile, 'text'>, rules: readonly LintRule[]): Promise<Record<string, Plugin>> {
  const typescript = isTypeScriptExtension(file.extension);
  if (!rules.some((rule) => eslintName(rule, typescript).startsWith(PLUGIN_PREFIX))) return {};
  const { plugin } = await import('typescript-eslint');
  return { '@typescript-eslint': plugin };
}

const PLUGIN_PREFIX = '@typescript-eslint/';

type Plugin = NonNullable<Linter.Config['plugins']>[string];

/** A module unless it can't be one: then with a `return` at the top, or sloppy. */
function sourceTypesOf(extension: string): readonly SourceType[] {
  if (extension === '.mjs' || isTypeScriptExtension(extension)) return ['module'];
  return extension === '.cjs' ? ['commonjs'] : ['module', 'commonjs'];
}

function verify(
  linter: Linter,
  file: Pick<LintFile, 'text' | 'extension'>,
  configuration: Linter.Config,
): EslintAnswer {
  let messages: Linter.LintMessage[];
  try {
    messages = linter.verify(file.text, [configuration], { filename: `file${file.extension}` });
  } catch (error) {
    const detail = error instanceof Error ? plainMessage(error.message) : String(error);
    return { kind: 'refused', reason: 'crashed', detail };
  }
  const fatal = messages.find((message) => message.fatal);
  if (fatal) {
    const reason = /call stack|stack space/.test(fatal.message) ? 'crashed' : 'syntax-error';
    return { kind: 'refused', reason, detail: plainMessage(`Line ${fatal.line}: ${fatal.message}`) };
  }
  return { kind: 'linted', messages };
}

function configuration(
  file: Omit<LintFile, 'text'>,
  setup: {
    readonly parser: Linter.Parser | undefined;
    readonly plugins: Record<string, Plugin>;
    readonly rules: readonly LintRule[];
    readonly ownRules: OwnRules;
    readonly sourceType: SourceType;
  },
): Linter.Config {
  const typescript = isTypeScriptExtension(file.extension);
  const jsx = !typescript || file.extension === '.tsx';
  const rules = setup.rules.filter((rule) => runsIn(rule, PROFILES[file.profile]));
  return {
    files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
    plugins: setup.plugins,
    languageOptions: {
      ecmaVersion: 'latest',
      sourceType: setup.sourceType,
      globals: GLOBALS,
      ...(setup.parser ? { parser: setup.parser } : {}),
      parserOptions: { ecmaFeatures: { jsx } },
    },
    linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' },
    rules: {
      ...Object.fromEntries(rules.map((rule) => [eslintName(rule, typescript), ['error', ...rule.options]])),
      ...Object.fromEntries(Object.keys(setup.ownRules).map((name) => [`plumbline/${name}`, 'error'])),
    },
  };
}

function eslintName(rule: LintRule, typescript: boolean): string {
  return typescript && rule.typescript === 'extension' ? `${PLUGIN_PREFIX}${rule.name}` : rule.name;
}

function asProblem(message: Linter.LintMessage, place: (range: Range) => Range): LintProblem[] {
  const { ruleId, line, column } = message;
  if (ruleId === null || message.messageId === ONLY_A_TYPE) return [];
  const { endLine = line, endColumn = column } = message;
  const range = place({ startLine: line, startColumn: column, endLine, endColumn });
  const { name } = RULE_OF_NAME.get(ruleId)!;
  return [{ rule: name, message: readerMessage(name, message.message), range }];
}

/** For ESLint, other characters than LF end a line too; for us, as for git and editors, they do not. */
export function placesIn(text: string): (range: Range) => Range {
  if (!OTHER_LINE_END.test(text)) return (range) => range;
  const theirs = [0, ...Array.from(text.matchAll(ANY_LINE_END), (match) => match.index + match[0].length)];
  const ours = lineStartsOf(text);
  return ({ startLine, startColumn, endLine, endColumn }) =>
    rangeOf(ours, {
      start: (theirs[startLine - 1] ?? text.length) + startColumn - 1,
      end: (theirs[endLine - 1] ?? text.length) + endColumn - 1,
    });
}

const OTHER_LINE_END = /[\u2028\u2029]|\r(?!\n)/;
const ANY_LINE_END = /\r\n|[\r\n\u2028\u2029]/g;

/** Both names of a rule that typescript-eslint extends lead to ours. */
const RULE_OF_NAME: ReadonlyMap<string, LintRule> = new Map(
  LINT_RULES.flatMap((rule) => [
    [rule.name, rule],
    [eslintName(rule, true), rule],
  ]),
);

/** For us, as for oxlint, a variable that only `typeof` in a type speaks of is used. */
const ONLY_A_TYPE = 'usedOnlyAsType';
