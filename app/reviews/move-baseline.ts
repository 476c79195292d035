import type { ReviewResult } from '../../engine/review-result.ts';
import { isFailure } from '../../engine/verdict/failure.ts';
import { openFindings } from '../../engine/verdict/open-findings.ts';

/** An open finding of the default branch, and the instant (ISO 8601 UTC) of the first reviewed commit that had it. */
export interface BaselineFinding {
  readonly fingerprint: string;
  readonly path: string;
  readonly since: string;
}

type Place = Pick<BaselineFinding, 'fingerprint' | 'path'>;

export interface MovedBaseline {
  readonly findings: readonly BaselineFinding[];
  /** Findings that are open now and were not before. */
  readonly opened: number;
  /** Findings that were open before and are not any more. */
  readonly closed: number;
}

/**
 * The baseline after a review of a whole repository. What could not be looked at closes nothing: findings of such a
 * file stay. Undefined where an analyzer as a whole could not look: the baseline stays where it is.
 */
export function moveBaseline(before: readonly BaselineFinding[], result: ReviewResult): MovedBaseline | undefined {
  const failures = result.notLookedAt.filter((entry) => isFailure(entry) && entry.reason !== 'offline');
  if (failures.some(({ path }) => path === undefined)) return undefined;
  const unseen = new Set(failures.map(({ path }) => path));

  const open = openFindings(result.findings).map(({ fingerprint, path }) => ({ fingerprint, path }));
  const rest = new Map(before.map((finding) => [keyOf(finding), finding]));
  const since = new Map<string, string>();
  const recognise = (finding: Place, same: BaselineFinding | undefined): void => {
    if (!same) return;
    since.set(keyOf(finding), same.since);
    rest.delete(keyOf(same));
  };
  for (const finding of open) recognise(finding, rest.get(keyOf(finding)));
  const kept = [...rest.values()].filter(({ path }) => unseen.has(path));
  for (const finding of kept) rest.delete(keyOf(finding));
  // What is left may have moved with its file.
  const moved = new Map<string, BaselineFinding[]>();
  for (const finding of rest.values()) {
    moved.set(finding.fingerprint, [...(moved.get(finding.fingerprint) ?? []), finding]);
  }
  for (const finding of open) {
    if (!since.has(keyOf(finding))) recognise(finding, moved.get(finding.fingerprint)?.shift());
  }

  const findings = open.map((finding) => ({ ...finding, since: since.get(keyOf(finding)) ?? result.subject.at }));
  return {
    findings: [...findings, ...kept],
    opened: open.length - since.size,
    closed: rest.size,
  };
}

function keyOf({ fingerprint, path }: Place): string {
  return `${fingerprint} ${path}`;
}
