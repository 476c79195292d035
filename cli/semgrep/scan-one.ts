import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PatternRule } from '../../engine/patterns/rule.ts';
import type { ScanTarget, TargetResult } from '../../engine/patterns/targets/scan-target.ts';
import type { WorkerPool } from '../../engine/workers/worker-pool.ts';

/** Runs rules on one file; what a worker cannot do is an error of each of the rules. */
export type ScanOne = (rules: readonly PatternRule[], target: ScanTarget) => Promise<TargetResult>;

/** `folder`: where rules are put for the workers to read. */
export function scanWithPool(pool: WorkerPool, of: { readonly folder: string; readonly ruleTimeout: number }): ScanOne {
  const written = new Map<readonly PatternRule[], string>();
  return async (rules, target) => {
    const rulesAt = written.get(rules) ?? join(of.folder, `${written.size}.json`);
    if (!written.has(rules)) {
      writeFileSync(rulesAt, JSON.stringify(rules));
      written.set(rules, rulesAt);
    }
    const outcome = await pool.run({ kind: 'patterns', rulesAt, ...target, ruleTimeout: of.ruleTimeout });
    if (outcome.status === 'done') return JSON.parse(outcome.json) as TargetResult;
    const errors = rules.map(({ id }) => ({
      ruleId: id,
      kind: outcome.status === 'time-out' ? ('time-out' as const) : ('crashed' as const),
      message: `${target.path}: ${outcome.detail}`,
    }));
    return { rules: rules.length, findings: [], errors };
  };
}
