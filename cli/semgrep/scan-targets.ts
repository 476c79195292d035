import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PatternRule } from '../../engine/patterns/rule.ts';
import type { ScanError } from '../../engine/patterns/scan-file.ts';
import type { TargetResult } from '../../engine/patterns/targets/scan-target.ts';
import { usesRegex } from '../../engine/patterns/targets/uses-regex.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../engine/processes/temporary-folder.ts';
import { isBinary } from '../../engine/source/content-checks.ts';
import { mapConcurrently } from '../../engine/source/map-concurrently.ts';
import type { TaskOutcome, WorkerPool } from '../../engine/workers/worker-pool.ts';
import type { SkippedTarget, Targets } from './list-targets.ts';
import type { FoundInFile, ScanProblem, ScanReport } from './scan-report.ts';

/** Files read ahead of the workers: enough that none of them waits. */
const AHEAD = 64;

interface ScanSettings {
  readonly rules: readonly PatternRule[];
  readonly pool: Pick<WorkerPool, 'run'>;
  /** Milliseconds for each rule on a file; Infinity: no limit. */
  readonly ruleTimeout: number;
}

/** What is known of one file once it was looked at. */
interface FileScan {
  readonly path: string;
  readonly skipped?: SkippedTarget['reason'];
  readonly result?: TargetResult;
  readonly problem?: ScanProblem;
}

/** Runs the rules on all targets, each file a task of its own: what hangs or crashes costs that file alone. */
export async function scanTargets({ files, skipped }: Targets, settings: ScanSettings): Promise<ScanReport> {
  const folder = makeTemporaryFolder('rules');
  try {
    const scanOne = oneByOne(folder, settings);
    // In the order of the files, whichever worker was first.
    const scans = await mapConcurrently(files, AHEAD, scanOne);
    return reportOf(scans, skipped, settings.rules);
  } finally {
    await removeTemporaryFolder(folder);
  }
}

function oneByOne(folder: string, { rules, pool, ruleTimeout }: ScanSettings): (path: string) => Promise<FileScan> {
  const [rulesAt, calmRulesAt] = [join(folder, 'rules.json'), join(folder, 'calm.json')];
  const calm = rules.filter((rule) => !usesRegex(rule));
  writeFileSync(rulesAt, JSON.stringify(rules));
  writeFileSync(calmRulesAt, JSON.stringify(calm));
  return async (path) => {
    const target = readTarget(path);
    if (!('bytes' in target)) return { path, skipped: target.reason };
    const task = { kind: 'patterns', path, bytes: target.bytes, ruleTimeout } as const;
    const outcome = await pool.run({ ...task, rulesAt });
    if (outcome.status === 'done') return { path, result: JSON.parse(outcome.json) as TargetResult };
    const problem = problemFor(path, outcome);
    if (outcome.status !== 'time-out' || calm.length === 0 || calm.length === rules.length) return { path, problem };
    // No deadline of a rule stops a regular expression: without them the other rules still see the file.
    const again = await pool.run({ ...task, rulesAt: calmRulesAt });
    if (again.status !== 'done') return { path, problem };
    const message = `${problem.message}; it was looked at again without the rules that have regular expressions`;
    return { path, result: JSON.parse(again.json) as TargetResult, problem: { ...problem, message } };
  };
}

function reportOf(
  scans: readonly FileScan[],
  skipped: readonly SkippedTarget[],
  rules: readonly PatternRule[],
): ScanReport {
  const [findings, problems]: [FoundInFile[], ScanProblem[]] = [[], []];
  const scanned: string[] = [];
  const left: SkippedTarget[] = [...skipped];
  for (const { path, skipped: reason, result, problem } of scans) {
    if (reason) left.push({ path, reason });
    if (problem) problems.push(problem);
    if (problem || (result && result.rules > 0)) scanned.push(path);
    findings.push(...(result?.findings ?? []).map((finding) => ({ path, finding })));
    problems.push(...(result?.errors ?? []).map((error) => problemOf(path, error)));
  }
  return {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    findings,
    problems: withoutRepetition(problems),
    scanned,
    skipped: left,
  };
}

function problemFor(path: string, { status, detail }: Exclude<TaskOutcome, { status: 'done' }>): ScanProblem {
  return { type: TYPES[status], level: 'error', message: detail, path };
}

const TYPES = { 'time-out': 'Timeout', 'out-of-memory': 'Out of memory', crashed: 'Fatal error' } as const;

const ERROR_TYPES: Readonly<Record<ScanError['kind'], ScanProblem['type']>> = {
  'time-out': 'Timeout',
  'syntax-error': 'Syntax error',
  'too-deep': 'Fatal error',
  'too-many': 'Fatal error',
  pattern: 'Pattern parse error',
  crashed: 'Fatal error',
};

function problemOf(path: string, { kind, message, ruleId }: ScanError): ScanProblem {
  return {
    type: ERROR_TYPES[kind],
    level: kind === 'crashed' || kind === 'pattern' ? 'error' : 'warn',
    message,
    path,
    ...(ruleId !== undefined && { ruleId }),
  };
}

/** A pattern that cannot be read is told once, not for each file. */
function withoutRepetition(problems: readonly ScanProblem[]): ScanProblem[] {
  const told = new Set<string>();
  return problems.filter(({ type, ruleId, message }) => {
    if (type !== 'Pattern parse error') return true;
    const key = `${ruleId} ${message}`;
    return !told.has(key) && told.add(key);
  });
}

function readTarget(path: string): { bytes: Uint8Array } | { reason: SkippedTarget['reason'] } {
  try {
    const bytes = readFileSync(path);
    return isBinary(bytes) ? { reason: 'binary' } : { bytes };
  } catch {
    return { reason: 'insufficient_permissions' };
  }
}
