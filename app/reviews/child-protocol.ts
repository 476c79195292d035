import type { NotLookedAt } from '../../engine/analyzers/analyzer.ts';
import type { Configuration, ConfigurationProblem } from '../../engine/config/configuration.ts';
import type { PullRequestFacts, SkipReason } from '../../engine/config/why-not-reviewed.ts';
import type { CommandSuppression } from '../../engine/findings/command-suppressions.ts';
import type { RuleStanding } from '../../engine/findings/rule-standing.ts';
import type { Suggestion } from '../../engine/report/github/plan-suggestions.ts';
import type { ReviewResult } from '../../engine/review-result.ts';
import type { Withheld } from '../../engine/withheld.ts';
import type { MeasuredFile } from '../../github/hand-over/measurements.ts';

/** What the process that reviews foreign code is told: JSON on its standard input. */
export interface ChildRequest {
  /** A bare repository that holds the commits. */
  readonly gitDir: string;
  /** `owner/name`, for the reports. */
  readonly name: string;
  /** Its address without credentials. */
  readonly repositoryUri?: string;
  /** Full id. */
  readonly head: string;
  /** Full id of the tip to compare with, from where head left it; absent: head is reviewed by itself. */
  readonly base?: string;
  /** Look at every file, not only at what changed. */
  readonly wholeTree: boolean;
  /** Instant, ISO 8601. */
  readonly now: string;
  /** Holds the results of earlier reviews of this repository, and of no other; absent: none are kept. */
  readonly resultCache?: string;
  /** Worker processes; absent: as many as there are processors for. */
  readonly jobs?: number;
  /** Where OSV answers; absent: it is not asked. */
  readonly osvUrl?: string;
  /** What decides by configuration whether a pull request is reviewed at all; absent: it is, for somebody asked. */
  readonly pullRequest?: Omit<PullRequestFacts, 'paths'>;
  /** Findings that somebody suppressed by a command. */
  readonly suppressions?: readonly CommandSuppression[];
  /** Rules that count for less, for what people think of them. */
  readonly standings?: readonly RuleStanding[];
  /** What is not looked at for the plan. */
  readonly withheld?: readonly Withheld[];
  /** Reports of other tools on the head, and which of them were too much. */
  readonly measured?: { readonly files: readonly MeasuredFile[]; readonly notLookedAt: readonly NotLookedAt[] };
}

/** What a report says besides the result: kept with it, for rendering later. */
export interface ReportIdentity {
  readonly consultant?: NonNullable<Configuration['report']['consultant']>;
  /** The consultant's, from the repository; `content` is base64. */
  readonly logo?: { readonly name: string; readonly content: string };
}

/** Bytes of a logo that is kept with a report; a larger one is left out of it. */
export const MAX_LOGO_BYTES = 512 * 1024;

/** Its one answer: JSON on file descriptor 3. */
export type ChildAnswer =
  | {
      readonly kind: 'reviewed';
      readonly result: ReviewResult;
      readonly report: ReportIdentity;
      readonly pullRequests: Configuration['pullRequests'];
      /** Safe fixes on lines of the change; none where head was reviewed by itself. */
      readonly suggestions: readonly Suggestion[];
    }
  /** The configuration has it that this pull request is not reviewed. */
  | {
      readonly kind: 'skipped';
      readonly reason: SkipReason;
      readonly detail: string;
      /** Those of the configuration. */
      readonly projects: readonly string[];
    }
  /** The configuration at the base cannot be followed. */
  | { readonly kind: 'configuration-broken'; readonly problems: readonly ConfigurationProblem[] }
  /** The repository cannot be read. */
  | { readonly kind: 'source-broken'; readonly code: string; readonly message: string };

export const ANSWER_DESCRIPTOR = 3;
