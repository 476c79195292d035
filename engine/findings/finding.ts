/** Findings: what they are, from the analyzer's raw one to the marked one in a report. */

/** The problem's weight. Ordered: {@link SEVERITIES} runs from worst to mildest. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const satisfies readonly Severity[];

/** Which rating a finding counts towards. */
export type Quality = 'reliability' | 'security' | 'maintainability';

/** What is checked. Every finding names one; the reports explain it. */
export interface Rule {
  /** `analyzer/name`, such as `eslint/no-debugger`. Letters, digits, `-`, `_`, `.` and `/`. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences, plain text: what is wrong with it and what to do instead. */
  readonly description: string;
  readonly severity: Severity;
  readonly quality: Quality;
  /** Minutes an ordinary mending takes, for technical debt. */
  readonly minutes: number;
  readonly helpUri?: string;
  readonly tags?: readonly string[];
  /** CWE identifiers such as `CWE-79`. */
  readonly cwe?: readonly string[];
}

/** 1-based lines; 1-based columns in UTF-16 code units; the end is exclusive. */
export interface Range {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Place {
  readonly path: string;
  /** Absent: the whole file (or, with the path '', the whole repository). */
  readonly range?: Range;
}

export interface RelatedPlace extends Place {
  readonly message: string;
}

/** Replace what is between two UTF-16 offsets of the file. */
export interface TextEdit {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
  /** The same place in lines and columns, for formats that have no offsets; set by the review from the file's text. */
  readonly range?: Range;
}

export interface Fix {
  readonly description: string;
  /** Cannot change what the program does; may be offered as a one-click suggestion. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** As an analyzer gives it: no identity and no state yet. */
export interface RawFinding extends Place {
  readonly ruleId: string;
  /** Plain text, one or two sentences. Never the value of a secret. */
  readonly message: string;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  readonly minutes?: number;
  /**
   * What names the place apart from its line number, for identity: by default the text of the range's first line.
   * An analyzer gives its own where that text holds a secret or changes with every edit (a whole function: its name).
   */
  readonly anchor?: string;
  readonly related?: readonly RelatedPlace[];
  /** From source to sink, for findings of data flow. */
  readonly trace?: readonly RelatedPlace[];
  readonly fix?: Fix;
  /** Parts of the file that no report may show: the values of secrets. Excerpts mask them. */
  readonly redact?: readonly Range[];
  /**
   * All that the finding is about, where `range` shows only its head: a whole function behind its first line. A change
   * anywhere within it brought the finding about.
   */
  readonly extent?: Range;
  /** Set by `withSurroundings`, for identity alone: no finding in a review's result has it. */
  readonly surroundings?: Surroundings;
}

/** Hashes of lines around a finding; empty where there is no such line. */
export interface Surroundings {
  /** The nearest line above that is indented less: stands for a scope where no grammar knows any. */
  readonly heading: string;
  /** The nearest lines above and below that hold words. */
  readonly above: string;
  readonly below: string;
}

/**
 * Where a finding stands against the merge base. `new`: was not there. `existing`: was there, at the line the diff
 * maps it to. `moved`: was there, elsewhere. `fixed`: is at base only (its place is the base's).
 */
export type FindingState = 'new' | 'existing' | 'moved' | 'fixed';

/**
 * What the findings of a rule may do, where people have not found it worth more. `comment`: they are shown, and block
 * nothing. `watch`: they are listed in the report, and count for nothing.
 */
export type Standing = 'comment' | 'watch';

export interface Finding extends Omit<RawFinding, 'surroundings' | 'extent'> {
  readonly severity: Severity;
  readonly minutes: number;
  readonly quality: Quality;
  /**
   * 32 hex digits of SHA-256 over the rule, the anchor, the enclosing scopes and an ordinal among equals of the
   * file: the same across line moves, renames and rebases. Together with the path it is unique in a review.
   */
  readonly fingerprint: string;
  readonly state: FindingState;
  /** A new finding on a line the change did not touch. Always false without a base. */
  readonly outsideDiff: boolean;
  /** Set where its rule counts for less. Absent: it may block. */
  readonly standing?: Standing;
  /** Set when a suppression applies. */
  readonly suppression?: AppliedSuppression;
}

export interface AppliedSuppression {
  readonly source: 'comment' | 'configuration' | 'eslint-comment' | 'nosemgrep' | 'command';
  readonly reason: string;
  /** ISO date; the last day on which it counts. */
  readonly until?: string;
  readonly by?: string;
  readonly place: Place;
}
