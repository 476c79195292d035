import type { ReviewOutcome } from './review-outcome.ts';

/** A review as the database keeps it: see the table `reviews`. */
export type ReviewKind = 'pull-request' | 'merge-group' | 'repository';

/** `queued` and `running` are unfinished; each other one is an end. */
export type ReviewState = 'queued' | 'running' | 'completed' | 'superseded' | 'failed' | 'cancelled';

export interface ReviewRow {
  readonly id: string;
  readonly installationId: number;
  readonly repositoryId: number;
  readonly kind: ReviewKind;
  readonly pullNumber: number | null;
  readonly headSha: string;
  /** A branch of the base repository, or a commit; null: the whole tree by itself. */
  readonly baseRef: string | null;
  readonly wholeTree: boolean;
  readonly state: ReviewState;
  readonly trigger: string;
  readonly correlationId: string;
  readonly supersededBy: string | null;
  readonly conclusion: string | null;
  readonly problem: string | null;
  /** What it came to, where there is no report. */
  readonly outcome: ReviewOutcome | null;
  /** Names of the checks of the configuration's projects; null: it was not read. */
  readonly projectChecks: readonly string[] | null;
  /** The review whose report is its own, as both saw the same trees. */
  readonly reusedFrom: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly publishedAt: Date | null;
  /** When something changed last that its checks depend on, as text: a Date would cut its microseconds off. */
  readonly showAgainAt: string | null;
}

/** The columns of {@link ReviewRow}, for a select from `reviews`. */
export const REVIEW_COLUMNS = `
  id, installation_id as "installationId", repository_id as "repositoryId", kind, pull_number as "pullNumber",
  head_sha as "headSha", base_ref as "baseRef", whole_tree as "wholeTree", state, trigger,
  correlation_id as "correlationId", superseded_by as "supersededBy", conclusion, problem, outcome,
  project_checks as "projectChecks", reused_from as "reusedFrom",
  created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt", published_at as "publishedAt",
  show_again_at::text as "showAgainAt"`;
