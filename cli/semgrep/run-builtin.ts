import pc from 'picocolors';
import { compileRule } from '../../engine/patterns/compile-rule.ts';
import type { PatternRule } from '../../engine/patterns/rule.ts';
import { furtherLanguages, loadPatternGrammars } from '../../engine/patterns/targets/load-pattern-grammars.ts';
import { languageNamed } from '../../engine/patterns/rules/language-names.ts';
import { readRules } from '../../engine/patterns/rules/read-rules.ts';
import { RULE_SEVERITIES } from '../../engine/patterns/rules/rule-head.ts';
import type { RuleProblem } from '../../engine/patterns/rules/rule-problem.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../engine/processes/temporary-folder.ts';
import { DEFAULT_WORKER_LIMITS, type WorkerPool } from '../../engine/workers/worker-pool.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { startWorkers } from '../../engine/workers/start-workers.ts';
import { listTargets } from './list-targets.ts';
import { readRuleConfigs, type LoadedRules } from './read-rule-configs.ts';
import { hasColors, print, printReport, SEMGREP_EXIT } from './print-report.ts';
import { allPassed, renderRuleTests, renderRuleTestsJson } from './render-rule-tests.ts';
import { count, problemLine } from './render-semgrep-text.ts';
import { scanWithPool } from './scan-one.ts';
import type { ScanProblem, ScanReport } from './scan-report.ts';
import { scanTargets } from './scan-targets.ts';
import type { SemgrepArguments } from './semgrep-arguments.ts';
import { writeFixes } from './write-fixes.ts';

/** Files end after as many rules that take too long (Semgrep's `--timeout-threshold`), and reading and parsing. */
const SLOW_RULES = 3;
const OTHER_SECONDS = 15;

/** `plumbline semgrep` with the engine of our own. Gives the exit code. */
export async function runBuiltin(targets: readonly string[], options: SemgrepArguments): Promise<number> {
  if (options.test) return runTests(targets, options);
  const loaded = chooseRules(loadRules(options), options);
  const unread = options.validate || options.pattern !== undefined ? await unreadPatterns(loaded.rules) : [];
  if (options.validate) return validate({ ...loaded, problems: [...loaded.problems, ...unread] });
  if (unread.length > 0) {
    tell(unread);
    return SEMGREP_EXIT.wrongRule;
  }
  const errors = loaded.problems.filter(({ level }) => level === 'error');
  if (loaded.rules.length === 0 && errors.length > 0) {
    tell(loaded.problems);
    process.stderr.write('plumbline: no rule can be run.\n');
    return SEMGREP_EXIT.wrongRule;
  }
  const listed = await listTargets(targets.length > 0 ? targets : ['.'], options);
  const report = await withPool(options, (pool) =>
    scanTargets(listed, { rules: loaded.rules, pool, ruleTimeout: ruleTimeoutOf(options) }),
  );
  const whole = visibleReport(report, loaded, options);
  const exitCode = printReport(whole, options);
  if (options.autofix) tellFixes(writeFixes(whole, { write: !options.dryrun }), options);
  return exitCode;
}

function loadRules(options: SemgrepArguments): LoadedRules {
  if (options.pattern !== undefined) return oneRule(options.pattern, options.lang);
  if (options.config.length === 0)
    throw new UsageError('say which rules: --config FILE or FOLDER, or a pattern with -e and its language with -l.');
  return readRuleConfigs(options.config, { rewriteIds: options.rewriteRuleIds });
}

function oneRule(pattern: string, language: string | undefined): LoadedRules {
  if (language === undefined) throw new UsageError('-e wants the language of the pattern: -l python, for example.');
  const known = languageNamed(language);
  if (known === 'unknown' || known === 'unsupported')
    throw new UsageError(`-l ${language}: rules cannot be for this language.`);
  const rule = { id: '-', message: pattern, severity: 'ERROR', languages: [language], pattern };
  const { rules, problems } = readRules({ name: '-e', text: JSON.stringify({ rules: [rule] }) });
  return { rules, problems, files: [] };
}

function chooseRules(loaded: LoadedRules, options: SemgrepArguments): LoadedRules {
  const severities = new Set(options.severity.map(severityNamed));
  const excluded = new Set(options.excludeRule);
  const rules = loaded.rules.filter(
    ({ id, severity }) => !excluded.has(id) && (severities.size === 0 || severities.has(severityNamed(severity))),
  );
  return { ...loaded, rules };
}

/** The older names stand for the newer ones. */
const SAME_SEVERITY: Readonly<Record<string, string>> = { ERROR: 'HIGH', WARNING: 'MEDIUM', INFO: 'LOW' };

function severityNamed(severity: string): string {
  const known = RULE_SEVERITIES.find((each) => each === severity.toUpperCase());
  if (known === undefined) throw new UsageError(`--severity ${severity}: use one of ${RULE_SEVERITIES.join(', ')}.`);
  return SAME_SEVERITY[known] ?? known;
}

/** Patterns that their language's grammar makes no sense of. */
async function unreadPatterns(rules: readonly PatternRule[]): Promise<RuleProblem[]> {
  const problems: RuleProblem[] = [];
  for (const rule of rules) {
    for (const language of rule.languages) {
      await loadPatternGrammars([language, ...furtherLanguages(rule)]);
      const { problems: found } = compileRule(rule, language);
      problems.push(
        ...found.map(({ place, message }): RuleProblem => ({ place, rule: rule.id, level: 'error', message })),
      );
    }
  }
  return problems;
}

function validate({ rules, problems, files }: LoadedRules): number {
  tell(problems);
  const errors = problems.filter(({ level }) => level === 'error').length;
  process.stderr.write(
    `${errors === 0 ? 'Valid' : 'Not valid'}: ${count(rules.length, 'rule')} in ${count(files.length, 'file')}, ${count(errors, 'error')}.\n`,
  );
  return errors === 0 ? EXIT.passed : SEMGREP_EXIT.wrongRule;
}

async function runTests(targets: readonly string[], options: SemgrepArguments): Promise<number> {
  const { testRules } = await import('./test-rules.ts');
  const configs = options.config.length > 0 ? options.config : targets;
  if (configs.length === 0) throw new UsageError('say which rules to test: plumbline semgrep --test RULES.');
  const examples = options.config.length > 0 ? targets[0] : undefined;
  const folder = makeTemporaryFolder('rules');
  try {
    const tests = await withPool(options, (pool) =>
      testRules(configs, { examples, scan: scanWithPool(pool, { folder, ruleTimeout: ruleTimeoutOf(options) }) }),
    );
    const text = options.json
      ? `${renderRuleTestsJson(tests)}\n`
      : renderRuleTests(tests, { color: hasColors(process.stdout) });
    print(text, options.output);
    return allPassed(tests) ? EXIT.passed : SEMGREP_EXIT.findings;
  } finally {
    await removeTemporaryFolder(folder);
  }
}

async function withPool<Result>(
  options: SemgrepArguments,
  run: (pool: WorkerPool) => Promise<Result>,
): Promise<Result> {
  const taskMilliseconds =
    options.timeout === 0 ? 24 * 3_600_000 : 1000 * (options.timeout * SLOW_RULES + OTHER_SECONDS);
  const pool = startWorkers(options.jobs, { ...DEFAULT_WORKER_LIMITS, taskMilliseconds });
  try {
    return await run(pool);
  } finally {
    pool.close();
  }
}

function ruleTimeoutOf({ timeout }: SemgrepArguments): number {
  return timeout === 0 ? Infinity : timeout * 1000;
}

/** The scan with what was wrong with the rules; with --disable-nosem, comments suppress nothing. */
function visibleReport(report: ScanReport, { problems }: LoadedRules, { disableNosem }: SemgrepArguments): ScanReport {
  const findings = !disableNosem
    ? report.findings
    : report.findings.map(({ path, finding }) => ({ path, finding: { ...finding, ignored: false } }));
  return { ...report, findings, problems: [...problems.map(asScanProblem), ...report.problems] };
}

function asScanProblem({ place, rule, level, message, suggestion }: RuleProblem): ScanProblem {
  return {
    type: 'Rule parse error',
    level: level === 'error' ? 'error' : 'warn',
    message: suggestion === undefined ? message : `${message} Did you mean ${suggestion}?`,
    path: place.file,
    line: place.line,
    column: place.column,
    ...(rule !== undefined && { ruleId: rule }),
  };
}

function tell(problems: readonly RuleProblem[]): void {
  const colors = pc.createColors(hasColors(process.stderr));
  for (const problem of problems) process.stderr.write(`${problemLine(asScanProblem(problem), colors)}\n`);
}

function tellFixes(files: ReturnType<typeof writeFixes>, { dryrun, json, sarif }: SemgrepArguments): void {
  const left = files.reduce((sum, file) => sum + file.left, 0);
  const what = dryrun ? 'would be changed' : 'changed';
  const again = left > 0 ? `; ${count(left, 'fix')} overlap others: run it again` : '';
  process.stderr.write(`${count(files.length, 'file')} ${what}${again}.\n`);
  if (!dryrun || json || sarif) return;
  for (const { path, before, after } of files) process.stdout.write(changedLines(path, before, after));
}

/** The lines that a fix changes, those before and after alike in number or not. */
function changedLines(path: string, before: string, after: string): string {
  const [old, fixed] = [before.split('\n'), after.split('\n')];
  let [start, end] = [0, 0];
  while (start < old.length && start < fixed.length && old[start] === fixed[start]) start++;
  while (end < old.length - start && end < fixed.length - start && old.at(-1 - end) === fixed.at(-1 - end)) end++;
  const lines = [
    `--- ${path}`,
    `+++ ${path}`,
    `@@ -${start + 1},${old.length - end - start} +${start + 1},${fixed.length - end - start} @@`,
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...fixed.slice(start, fixed.length - end).map((line) => `+${line}`),
  ];
  return `${lines.join('\n')}\n`;
}
