import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PatternLanguage } from '../../engine/patterns/languages.ts';
import type { PatternRule } from '../../engine/patterns/rule.ts';
import type { ScanError } from '../../engine/patterns/scan-file.ts';
import type { TargetResult } from '../../engine/patterns/targets/scan-target.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../engine/processes/temporary-folder.ts';
import { isBinary } from '../../engine/source/content-checks.ts';
import { mapConcurrently } from '../../engine/source/map-concurrently.ts';
import type { TaskOutcome, WorkerPool } from '../../engine/workers/worker-pool.ts';
import type { SkippedTarget, Targets } from './list-targets.ts';
import type { FoundInFile, ScanProblem, ScanReport } from './scan-report.ts';

/** Files read ahead of the workers: enough that none of them waits. */
const AHEAD = 64;

/** Runs the rules on all targets, each file a task of its own: what hangs or crashes costs that file alone. */
export async function scanTargets(
  { files, skipped }: Targets,
  of: {
    readonly rules: readonly PatternRule[];
    readonly pool: WorkerPool;
    /** Milliseconds for each rule on a file; Infinity: no limit. */
    readonly ruleTimeout: number;
    readonly language?: PatternLanguage;
  },
): Promise<ScanReport> {
  const folder = makeTemporaryFolder('rules');
  const rulesAt = join(folder, 'rules.json');
  writeFileSync(rulesAt, JSON.stringify(of.rules));
  const [findings, problems]: [FoundInFile[], ScanProblem[]] = [[], []];
  const scanned: string[] = [];
  const left: SkippedTarget[] = [...skipped];
  const scanOne = async (path: string): Promise<() => void> => {
    const bytes = readTarget(path);
    if (!('content' in bytes)) return () => void left.push({ path, reason: bytes.reason });
    const outcome = await of.pool.run({
      kind: 'patterns',
      rulesAt,
      path,
      bytes: bytes.content,
      ...(of.language && { language: of.language }),
      ruleTimeout: of.ruleTimeout,
    });
    return () => record(path, outcome);
  };
  const record = (path: string, outcome: TaskOutcome) => {
    if (outcome.status !== 'done') {
      scanned.push(path);
      problems.push({ type: TYPES[outcome.status], level: 'error', message: `${path}: ${outcome.detail}`, path });
      return;
    }
    const result = JSON.parse(outcome.json) as TargetResult;
    if (result.rules === 0) return;
    scanned.push(path);
    findings.push(...result.findings.map((finding) => ({ path, finding })));
    problems.push(...result.errors.map((error) => problemOf(path, error)));
  };
  try {
    // Recorded in the order of the files, whichever worker was first.
    for (const recordOne of await mapConcurrently(files, AHEAD, scanOne)) recordOne();
  } finally {
    await removeTemporaryFolder(folder);
  }
  const rules = new Map(of.rules.map((rule) => [rule.id, rule]));
  return { rules, findings, problems: withoutRepetition(problems), scanned, skipped: left };
}

const TYPES = { 'time-out': 'Timeout', 'out-of-memory': 'Out of memory', crashed: 'Fatal error' } as const;

const ERROR_TYPES: Readonly<Record<ScanError['kind'], ScanProblem['type']>> = {
  'time-out': 'Timeout',
  'syntax-error': 'Syntax error',
  'too-deep': 'Fatal error',
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
    const key = `${ruleId} ${message}`;
    if (type !== 'Pattern parse error') return true;
    return !told.has(key) && told.add(key);
  });
}

function readTarget(path: string): { content: Uint8Array } | { reason: SkippedTarget['reason'] } {
  try {
    const content = readFileSync(path);
    return isBinary(content) ? { reason: 'binary' } : { content };
  } catch {
    return { reason: 'insufficient_permissions' };
  }
}
