import { z } from 'zod';
import type { SemgrepProgram } from '../../engine/analyzers/semgrep/find-program.ts';
import { runSemgrep, type SemgrepOutcome } from '../../engine/analyzers/semgrep/run-semgrep.ts';
import type { SemgrepOutput, SemgrepProblem } from '../../engine/analyzers/semgrep/semgrep-output.ts';
import type { BoundText, PatternFinding } from '../../engine/patterns/report/pattern-finding.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { printReport, SEMGREP_EXIT } from './print-report.ts';
import type { FoundInFile, ReportedRule, ScanProblem, ScanReport } from './scan-report.ts';
import type { SemgrepArguments } from './semgrep-arguments.ts';

/** `plumbline semgrep` by the real program. Gives the exit code. */
export async function runReal(
  program: SemgrepProgram,
  targets: readonly string[],
  options: SemgrepArguments,
): Promise<number> {
  const builtinOnly = options.test ? '--test' : options.validate ? '--validate' : options.pattern ? '-e' : undefined;
  if (builtinOnly !== undefined)
    throw new UsageError(`${builtinOnly} is for the built-in engine: use --engine builtin.`);
  const outcome = await runSemgrep(
    program,
    {
      configs: options.config,
      targets: targets.length > 0 ? targets : ['.'],
      severities: options.severity,
      include: options.include,
      exclude: options.exclude,
      excludeRules: options.excludeRule,
      ruleTimeout: options.timeout,
      maxTargetBytes: options.maxTargetBytes,
      gitIgnore: options.gitIgnore,
      disableNosem: options.disableNosem ?? false,
      ...(options.jobs !== undefined && { jobs: options.jobs }),
      ...(options.autofix && { autofix: options.dryrun ? 'dryrun' : 'write' }),
    },
    { folder: process.cwd(), env: process.env },
  );
  if (outcome.status === 'done' || outcome.status === 'partial')
    return printReport(reportOf(outcome), options, JSON.stringify(outcome.output));
  process.stderr.write(`plumbline: ${outcome.detail}\n`);
  return outcome.status === 'bad-rules' ? SEMGREP_EXIT.wrongRule : EXIT.wrongUse;
}

function reportOf(outcome: Extract<SemgrepOutcome, { status: 'done' | 'partial' }>): ScanReport {
  const { output } = outcome;
  const rules = new Map<string, ReportedRule>(
    output.results.map(({ check_id: id, extra: { message, severity, metadata } }) => [
      id,
      { id, message, severity, metadata },
    ]),
  );
  return {
    rules,
    findings: output.results.map(foundIn),
    problems: outcome.status === 'partial' ? outcome.problems.map(asScanProblem) : [],
    scanned: output.paths.scanned,
    skipped: [],
  };
}

type Position = SemgrepOutput['results'][number]['start'];

function place({ line, col, offset }: Position) {
  return { line, column: col, offset, byte: offset };
}

const metavarSchema = z.looseObject({
  start: z.looseObject({ line: z.number(), col: z.number(), offset: z.number() }),
  end: z.looseObject({ line: z.number(), col: z.number(), offset: z.number() }),
  abstract_content: z.string(),
});
/** Of no interest where they are written differently. */
const metavarsSchema = z.record(z.string(), metavarSchema).catch({});

function foundIn({ check_id: ruleId, path, start, end, extra }: SemgrepOutput['results'][number]): FoundInFile {
  const lines = typeof extra['lines'] === 'string' ? extra['lines'] : '';
  const metavariables: Record<string, BoundText> = {};
  for (const [name, bound] of Object.entries(metavarsSchema.parse(extra['metavars'] ?? {})))
    metavariables[name] = { start: place(bound.start), end: place(bound.end), text: bound.abstract_content };
  const finding: PatternFinding = {
    ruleId,
    start: place(start),
    end: place(end),
    message: extra.message,
    // Without an account the program says "requires login" in place of the lines.
    lines: lines === 'requires login' ? '' : lines,
    code: lines,
    metavariables,
    ...(extra.fix !== undefined && { edit: { start: start.offset, end: end.offset, text: extra.fix } }),
    ignored: extra.is_ignored,
  };
  return { path, finding };
}

const TYPES: Readonly<Record<SemgrepProblem['kind'], ScanProblem['type']>> = {
  rule: 'Rule parse error',
  'time-out': 'Timeout',
  'out-of-memory': 'Out of memory',
  syntax: 'Syntax error',
  other: 'Fatal error',
};

function asScanProblem({ kind, message, path, ruleId }: SemgrepProblem): ScanProblem {
  return {
    type: TYPES[kind],
    level: kind === 'rule' ? 'error' : 'warn',
    message,
    path: path ?? '',
    ...(ruleId !== undefined && { ruleId }),
  };
}
