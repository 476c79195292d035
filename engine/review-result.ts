/** What a review gives: everything the reports are made from, as plain JSON data. */
import type { NotLookedAt } from './analyzers/analyzer.ts';
import type { CoverageResult } from './analyzers/coverage/coverage-result.ts';
import type { DependencyResult } from './analyzers/dependencies/dependency-result.ts';
import type { DuplicationResult } from './analyzers/duplication/duplication-result.ts';
import type { TestResult } from './analyzers/tests/test-result.ts';
import type { Finding, Rule } from './findings/finding.ts';
import type { AppliedStanding } from './findings/rule-standing.ts';
import type { SuppressionRecord } from './findings/suppression.ts';
import type { ConfigurationProblem } from './config/configuration.ts';
import type { FolderMeasures, HotSpot, FileMeasures, Measures, Ratings } from './verdict/measures.ts';
import type { GateResult, Verdict } from './verdict/gate.ts';

export interface ReviewResult {
  readonly subject: ReviewSubject;
  /** All of head's findings and those that are fixed, ordered: see `order-findings.ts`. */
  readonly findings: readonly Finding[];
  /** Each rule that a finding names. */
  readonly rules: readonly Rule[];
  readonly suppressions: readonly SuppressionRecord[];
  /** Rules whose findings here count for less than they would; absent: none. */
  readonly standings?: readonly AppliedStanding[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** What was looked at, in numbers. */
  readonly scope: ReviewScope;
  readonly measures: Measures;
  /** The same files before the change; absent without a base. */
  readonly baseMeasures?: Measures;
  readonly ratings: Ratings;
  readonly baseRatings?: Ratings;
  readonly files: readonly FileMeasures[];
  readonly folders: readonly FolderMeasures[];
  readonly hotSpots: readonly HotSpot[];
  readonly duplication?: DuplicationResult;
  readonly dependencies?: DependencyResult;
  readonly coverage?: CoverageResult;
  readonly tests?: TestResult;
  /** One for the whole, and one for each configured project. */
  readonly gates: readonly GateResult[];
  readonly verdict: Verdict;
  readonly configuration: { readonly source: string; readonly problems: readonly ConfigurationProblem[] };
  /** Code around each finding that a report shows, by path. */
  readonly excerpts: readonly Excerpt[];
}

export interface ReviewSubject {
  /** The repository's name, as far as it can be told (folder or remote). */
  readonly name: string;
  /** Its address without credentials, `https://…`, where a remote tells it. */
  readonly repositoryUri?: string;
  readonly kind: 'repository' | 'change';
  /** `--all` with a base: the whole tree is looked at, and marked against the base. */
  readonly wholeTree: boolean;
  readonly head: { readonly label: string; readonly commit?: string };
  /** What was named to compare with, and the merge base that it was compared with. */
  readonly base?: { readonly label: string; readonly commit: string };
  /** Instant of the head commit (of the review for a working folder), ISO 8601 UTC. */
  readonly at: string;
  readonly tool: { readonly name: 'plumbline'; readonly version: string };
}

export interface ReviewScope {
  readonly filesInTree: number;
  readonly filesLookedAt: number;
  readonly filesChanged?: number;
  readonly linesAdded?: number;
  readonly linesRemoved?: number;
  readonly languages: readonly { readonly name: string; readonly files: number; readonly lines: number }[];
  readonly analyzers: readonly { readonly id: string; readonly files: number }[];
}

/** Lines of a file as they were at head (at base for a fixed finding). */
export interface Excerpt {
  readonly path: string;
  readonly side: 'head' | 'base';
  readonly startLine: number;
  readonly lines: readonly string[];
}
