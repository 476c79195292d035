import type { RawFinding } from '../../findings/finding.ts';
import type { Classification } from '../../source/language.ts';
import type { NotLookedAt } from '../analyzer.ts';
import type { LintRule } from './lint-rule.ts';
import { lintByOxlint } from './oxlint-batches.ts';
import { lintExtension, withoutDirectives } from './prepare-text.ts';
import type { EngineAnswer, LintFile, LintProblem } from './problem.ts';
import { PROFILES, profileOf, runsIn } from './profile.ts';
import { LINT_RULES, LINT_RULE_BY_NAME, SYNTAX_RULE } from './rules.ts';

export interface LintInput {
  readonly path: string;
  readonly text: string;
  readonly classification: Classification;
}

/** Runs rules, by ESLint's names, on a file. */
export type EslintRunner = (input: LintInput, rules: readonly string[]) => Promise<EngineAnswer>;

export interface LintOptions {
  /** For the whole batch; what is not reached by then is said. */
  readonly milliseconds?: number;
  /** Of oxlint; by default one for each processor. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** Runs ESLint on one file; by default in this process. */
  readonly eslint?: EslintRunner;
  /** The oxlint program to run instead of the installed one; `none`: ESLint runs every rule. */
  readonly oxlint?: string;
  /** Where oxlint's library for this platform is, if not beside it. Asked for when there are files to lint. */
  readonly library?: (() => Promise<string | undefined>) | undefined;
}

export interface LintOutput {
  /** One for each file given, in their order. Depends on the file's content, language and being a test, on nothing else. */
  readonly files: readonly FileLint[];
  /** How many files each engine looked at; a file can be looked at by both. */
  readonly engines: { readonly oxlint: number; readonly eslint: number };
}

export interface FileLint {
  readonly path: string;
  readonly findings: readonly RawFinding[];
  readonly notLookedAt: readonly NotLookedAt[];
}

/**
 * Lints JavaScript and TypeScript with our own rules and never the repository's configuration. oxlint runs the rules
 * whose findings are proven equal to ESLint's. ESLint is loaded only for a file in which a rule of its own can fire,
 * or which oxlint could not look at. Comments that suppress are not applied here. Never throws for a file's sake.
 */
export async function lintFiles(inputs: readonly LintInput[], options: LintOptions = {}): Promise<LintOutput> {
  const deadline = Date.now() + (options.milliseconds ?? BATCH_MILLISECONDS);
  const files = inputs.map(prepare);
  const native = await lintByOxlint(files, { ...options, rules: NATIVE_RULES, deadline });
  const { signal, eslint = runEslintHere } = options;
  const byEslint = await askEslint({ inputs, files, native }, { deadline, signal, eslint });
  const results = inputs.map(({ path }, index) =>
    toFileLint(path, files[index]!, { native: native[index], eslint: byEslint.get(index) }),
  );
  return { files: results, engines: { oxlint: native.filter(isLinted).length, eslint: byEslint.size } };
}

/** Ten times what ESLint needs for 60,000 lines; oxlint needs a hundredth of that. */
const BATCH_MILLISECONDS = 200_000;

/** More findings of one file help nobody; that there are more is said. */
const FINDINGS_IN_FILE = 1000;

const NATIVE_RULES = LINT_RULES.filter(({ engine }) => engine !== 'eslint');

/** A file as the engines get it. */
export function prepare({ path, text, classification }: LintInput): LintFile {
  const extension = lintExtension(path, classification.language);
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return { text: withoutDirectives(content), extension, profile: profileOf(extension, classification.test) };
}

function isLinted(answer: EngineAnswer | undefined): boolean {
  return answer?.kind === 'linted';
}

/** ESLint's answers by the file's index, for the files it has to look at. */
async function askEslint(
  batch: {
    readonly inputs: readonly LintInput[];
    readonly files: readonly LintFile[];
    readonly native: readonly (EngineAnswer | undefined)[];
  },
  how: { readonly deadline: number; readonly signal: AbortSignal | undefined; readonly eslint: EslintRunner },
): Promise<Map<number, EngineAnswer>> {
  const asked = batch.inputs.map(async (input, index): Promise<[number, EngineAnswer] | undefined> => {
    const rules = rulesForEslint(batch.files[index]!, batch.native[index]);
    if (rules.length === 0) return undefined;
    if (Date.now() > how.deadline || how.signal?.aborted) return [index, LATE];
    return [
      index,
      await how.eslint(
        input,
        rules.map((rule) => rule.name),
      ),
    ];
  });
  return new Map((await Promise.all(asked)).filter((answer) => answer !== undefined));
}

const LATE: EngineAnswer = {
  kind: 'refused',
  reason: 'time-out',
  detail: 'The time for linting was over before it.',
};

/** Runs ESLint in this process; it is loaded when it is first asked. */
export async function runEslintHere(input: LintInput, rules: readonly string[]): Promise<EngineAnswer> {
  const { runEslint } = await import('./eslint.ts');
  return runEslint(
    prepare(input),
    rules.map((name) => LINT_RULE_BY_NAME.get(name)!),
  );
}

function rulesForEslint(file: LintFile, native: EngineAnswer | undefined): readonly LintRule[] {
  const profile = PROFILES[file.profile];
  if (native?.kind !== 'linted') return LINT_RULES.filter((rule) => runsIn(rule, profile));
  const reported = new Set(native.problems.map(({ rule }) => rule));
  return LINT_RULES.filter(
    (rule) =>
      runsIn(rule, profile) && (rule.engine === 'eslint' || reported.has(rule.name)) && eslintDecides(rule, file.text),
  );
}

/** Whether ESLint has the last word about a rule in a text, given that oxlint could look at it. */
function eslintDecides({ engine, needs }: LintRule, text: string): boolean {
  return engine !== 'oxlint' && (needs?.test(text) ?? true);
}

function toFileLint(
  path: string,
  file: LintFile,
  answers: { readonly native: EngineAnswer | undefined; readonly eslint: EngineAnswer | undefined },
): FileLint {
  const { native, eslint } = answers;
  const problems = [
    ...problemsOf(native).filter(({ rule }) => !eslintDecides(LINT_RULE_BY_NAME.get(rule)!, file.text)),
    ...problemsOf(eslint),
  ];
  const kept = inOrder(problems);
  const notLookedAt: NotLookedAt[] = [];
  if (eslint?.kind === 'refused') notLookedAt.push(refusal(path, eslint, native));
  if (kept.length > FINDINGS_IN_FILE) {
    const detail = `${kept.length} findings; the first ${FINDINGS_IN_FILE} are listed.`;
    notLookedAt.push({ subject: path, path, analyzer: 'eslint', reason: 'limit', detail });
  }
  const findings = kept.slice(0, FINDINGS_IN_FILE).map((problem) => asFinding(path, problem));
  if (eslint?.kind === 'refused' && eslint.reason === 'syntax-error' && native?.kind !== 'linted') {
    findings.push(syntaxError(path, file, eslint.detail));
  }
  return { path, findings, notLookedAt };
}

/** What no parser understands does not run either; in tests it may be meant so. */
function syntaxError(path: string, file: LintFile, detail: string): RawFinding {
  const line = Number(/^Line (\d+):/.exec(detail)?.[1] ?? 1);
  return {
    ruleId: SYNTAX_RULE.id,
    path,
    range: { startLine: line, startColumn: 1, endLine: line, endColumn: 1 },
    message: detail.replace(/^Line \d+: /, ''),
    ...(PROFILES[file.profile].test && { severity: 'low' as const }),
  };
}

function problemsOf(answer: EngineAnswer | undefined): readonly LintProblem[] {
  return answer?.kind === 'linted' ? answer.problems : [];
}

function refusal(
  path: string,
  eslint: Extract<EngineAnswer, { kind: 'refused' }>,
  native: EngineAnswer | undefined,
): NotLookedAt {
  const what = native?.kind === 'linted' ? 'Some rules could not be run' : 'Could not be linted';
  return { subject: path, path, analyzer: 'eslint', reason: eslint.reason, detail: `${what}. ${eslint.detail}` };
}

/** By place, then rule; of a rule whose place is a line, one finding for each line. */
function inOrder(problems: readonly LintProblem[]): LintProblem[] {
  const ordered = [...problems].sort(
    (a, b) =>
      a.range.startLine - b.range.startLine ||
      a.range.startColumn - b.range.startColumn ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
  const seen = new Set<string>();
  return ordered.filter(({ rule, range }) => {
    const column = LINT_RULE_BY_NAME.get(rule)?.place === 'line' ? '' : range.startColumn;
    const key = `${rule} ${range.startLine}:${column}`;
    return !seen.has(key) && seen.add(key);
  });
}

function asFinding(path: string, { rule, message, range }: LintProblem): RawFinding {
  return { ruleId: LINT_RULE_BY_NAME.get(rule)!.rule.id, path, range, message };
}
