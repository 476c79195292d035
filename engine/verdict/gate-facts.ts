import type { NotLookedAt } from '../analyzers/analyzer.ts';
import type { CoverageResult } from '../analyzers/coverage/coverage-result.ts';
import type { DependencyResult } from '../analyzers/dependencies/dependency-result.ts';
import type { DuplicationResult } from '../analyzers/duplication/duplication-result.ts';
import type { TestResult } from '../analyzers/tests/test-result.ts';
import type { Finding } from '../findings/finding.ts';
import type { Change } from '../source/source.ts';
import type { MeasuredFile } from './measure.ts';

/** All that a gate can judge by. */
export interface GateFacts {
  /** Of any state, marked and with their suppressions. */
  readonly findings: readonly Finding[];
  /** The files looked at at head: in a review of a change, the changed ones. */
  readonly files: readonly MeasuredFile[];
  /** Absent: there is no base, so all code counts as new. */
  readonly changes?: readonly Change[];
  readonly duplication?: DuplicationResult;
  readonly coverage?: CoverageResult;
  readonly dependencies?: DependencyResult;
  readonly tests?: TestResult;
  readonly notLookedAt: readonly NotLookedAt[];
}

/** What of the facts belongs to a project. Dependencies, tests and what concerns no path belong to each. */
export function factsOfProject(facts: GateFacts, contains: (path: string) => boolean): GateFacts {
  const { changes, coverage } = facts;
  const own = ({ path }: { readonly path?: string }): boolean => path === undefined || path === '' || contains(path);
  return {
    ...facts,
    findings: facts.findings.filter((finding) => contains(finding.path)),
    files: facts.files.filter((file) => contains(file.path)),
    notLookedAt: facts.notLookedAt.filter(own),
    ...(changes && { changes: changes.filter((change) => own(change.new ?? change.old ?? {})) }),
    ...(coverage && { coverage: coverageOfProject(coverage, contains) }),
  };
}

function coverageOfProject(coverage: CoverageResult, contains: (path: string) => boolean): CoverageResult {
  const files = coverage.files.filter((file) => contains(file.path));
  const { branches: _, ...rest } = coverage;
  const sum = (counts: readonly ({ covered: number; total: number } | undefined)[]) => ({
    covered: counts.reduce((total, count) => total + (count?.covered ?? 0), 0),
    total: counts.reduce((total, count) => total + (count?.total ?? 0), 0),
  });
  return {
    ...rest,
    files,
    total: sum(files.map((file) => file.lines)),
    ...(coverage.changed && { changed: sum(files.map((file) => file.changed)) }),
  };
}
