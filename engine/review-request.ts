import type { NotLookedAt, ProjectOptions } from './analyzers/analyzer.ts';
import type { RulesAtHand } from './analyzers/rules/rule-book.ts';
import type { ResultCache } from './cache/result-cache.ts';
import type { Configuration, ConfigurationProblem } from './config/configuration.ts';
import type { CommandSuppression } from './findings/command-suppressions.ts';
import type { RuleStanding } from './findings/rule-standing.ts';
import type { Churn, Comparison, Snapshot } from './source/source.ts';
import type { Withheld } from './withheld.ts';
import type { WorkerPool } from './workers/worker-pool.ts';

/** What is to be reviewed, and how. */
export interface ReviewRequest {
  /** The repository's name, for reports. */
  readonly name: string;
  /** Its address without credentials, where it is known. */
  readonly repositoryUri?: string;
  readonly head: Snapshot;
  /** Absent: the whole tree is reviewed by itself. */
  readonly comparison?: Comparison;
  /** With a comparison: look at every file, not only at what changed. */
  readonly wholeTree: boolean;
  /** Instant of what is reviewed: the head commit's, or now for a working folder. Reports show it. */
  readonly at: Date;
  /** Decides whether suppressions have expired. */
  readonly now: Date;
  /** Awaited last: it is only needed for hot spots. */
  readonly churn?: Promise<Churn>;
  readonly configuration: Configuration;
  /** Where the configuration came from, in words. */
  readonly configurationSource: string;
  /** Mistakes in the configuration as the change leaves it. */
  readonly configurationProblems: readonly ConfigurationProblem[];
  readonly external: Pick<ProjectOptions, 'coverageFiles' | 'sarifFiles' | 'testFiles' | 'osv' | 'repositoryLint'> & {
    /** What should have been among it and could not be taken. */
    readonly notLookedAt?: readonly NotLookedAt[];
  };
  /** Rules in Semgrep's format to look by; absent: none. */
  readonly rules?: RulesAtHand;
  /** Findings that somebody suppressed by a command. */
  readonly commandSuppressions?: readonly CommandSuppression[];
  /** Rules that count for less; absent: none. */
  readonly ruleStandings?: readonly RuleStanding[];
  /** What is not looked at for the plan; absent: nothing. */
  readonly withheld?: readonly Withheld[];
  readonly toolVersion: string;
  /** Tells builds apart whose results may differ: cached results of another are not reused. */
  readonly toolBuild: string;
}

/** What a review works with. */
export interface ReviewPorts {
  readonly cache: ResultCache;
  readonly pool: WorkerPool;
  readonly onProgress?: (phase: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** Where oxlint's library for this platform is, where the program does not carry it. */
  readonly oxlintLibrary?: () => Promise<string | undefined>;
}
