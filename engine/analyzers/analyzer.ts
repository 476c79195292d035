/**
 * The contract all analyzers share. A *file analyzer* is a pure function of one file, run in a worker process and
 * cached by content. A *project analyzer* sees the whole snapshot, with what the file analyzers found out.
 */
import type { Classification, Language, LeftOutReason } from '../source/language.ts';
import type { Comparison, Snapshot, SourceFile } from '../source/source.ts';
import type { RawFinding, Rule } from '../findings/finding.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';

/** What was not looked at, and why. Listed in every report: not reviewed is never green. */
export interface NotLookedAt {
  /** What: a path, or an analyzer's subject ("vulnerabilities of 214 packages"). */
  readonly subject: string;
  readonly path?: string;
  /** Who did not look; absent: nobody did. */
  readonly analyzer?: string;
  readonly reason: NotLookedAtReason;
  /** Code that the change itself keeps from being looked at: there is no pass while it stands. */
  readonly byChange?: true;
  /** In plain words, with the way on. */
  readonly detail: string;
}

/** A file left out on purpose has the reason it was classified with; the others say what went wrong. */
export type NotLookedAtReason =
  | Exclude<LeftOutReason, 'empty'>
  | 'language'
  | 'syntax-error'
  | 'time-out'
  | 'out-of-memory'
  | 'crashed'
  | 'unreadable'
  | 'changed-while-read'
  | 'offline'
  | 'service-failed'
  | 'tool-missing'
  | 'bad-input'
  | 'limit'
  /** The plan does not include it; `plan-lapsed`: no longer, and until it does there is no pass. */
  | 'plan'
  | 'plan-lapsed';

/** One file as a file analyzer gets it. */
export interface FileInput {
  readonly path: string;
  readonly text: string;
  readonly classification: Classification;
  /** Present when the language has a grammar; parsed at most once, on first use. */
  readonly tree?: () => SyntaxTree<Language>;
}

export interface FileOutput<Facts = unknown> {
  readonly findings: readonly RawFinding[];
  /** JSON data for the project analyzers, metrics and reports. Says nothing of the path: it is cached by content. */
  readonly facts?: Facts;
  readonly notLookedAt?: readonly NotLookedAt[];
}

export interface FileAnalyzer<Facts = unknown> {
  readonly id: string;
  /** Raise it whenever the output for the same input may differ: it is part of the cache's key. */
  readonly version: number;
  readonly rules: readonly Rule[];
  applies(file: { readonly path: string; readonly classification: Classification }): boolean;
  analyze(file: FileInput): FileOutput<Facts> | Promise<FileOutput<Facts>>;
}

/** A file of a snapshot with what the file analyzers said of it. */
export interface AnalyzedFile {
  readonly file: SourceFile;
  readonly classification: Classification;
  /** Facts by analyzer id; absent where the analyzer did not look. */
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface ProjectInput {
  readonly snapshot: Snapshot;
  /** Every file looked at in this review; in a review of a change, the changed ones. */
  readonly files: readonly AnalyzedFile[];
  /** Every file of the snapshot with its classification, looked at or not. */
  readonly classified: ReadonlyMap<string, Classification>;
  readonly comparison?: Comparison;
  /**
   * Runs the file analyzers on further files of the snapshot, through the cache, in the order asked for. Files that
   * could not be looked at are missing from the answer.
   */
  analyzeMore(files: readonly SourceFile[]): Promise<readonly AnalyzedFile[]>;
  readonly options: ProjectOptions;
  readonly now: Date;
  readonly signal?: AbortSignal;
  /** What the analyzer's own `prepare` gave. */
  readonly prepared?: unknown;
}

/** What is known before the files are analysed: they have no facts yet, and are classified by path and size alone. */
export type PrepareInput = Omit<ProjectInput, 'analyzeMore' | 'prepared'>;

/** What the command line, the Action or the App hands over; each reader validates its own part. */
export interface ProjectOptions {
  readonly coverageFiles: readonly ExternalFile[];
  readonly sarifFiles: readonly ExternalFile[];
  readonly testFiles: readonly ExternalFile[];
  /** Where OSV answers; absent: offline. */
  readonly osv?: { readonly url: string; readonly fetch: typeof fetch };
  /** The working folder whose own ESLint and configuration also run; absent: none of the repository's code does. */
  readonly repositoryLint?: { readonly folder: string };
  /** Tests repeat themselves on purpose: they are compared only where it is asked for. */
  readonly duplication: { readonly minTokens: number; readonly ignoreNames: boolean; readonly includeTests: boolean };
  /** The most that is accepted; absent: the analyzer's own limits. */
  readonly hygiene?: { readonly fileBytes: number; readonly changedLines: number };
}

/** A report that another tool wrote, with the name to show for it. */
export interface ExternalFile {
  readonly name: string;
  readonly content: Buffer;
}

export interface ProjectOutput<Result = unknown> {
  readonly findings: readonly RawFinding[];
  /** Rules known only by what was read, such as those of another tool's report. */
  readonly rules?: readonly Rule[];
  /** JSON data for metrics and reports. */
  readonly result?: Result;
  /** Of those in the review; absent: all, if there is a result. */
  readonly filesLookedAt?: number;
  readonly notLookedAt?: readonly NotLookedAt[];
}

export interface ProjectAnalyzer<Result = unknown> {
  readonly id: string;
  readonly rules: readonly Rule[];
  /** Work that needs no facts: done while the workers analyse the files. One answer for each side of the review. */
  prepare?(sides: readonly PrepareInput[]): Promise<readonly unknown[]>;
  analyze(input: ProjectInput): Promise<ProjectOutput<Result>>;
}

export type { Classification, Language };
