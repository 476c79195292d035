import type { FixWanted } from '../analyzers/eslint/fixes/find-fixes.ts';
import type { LintInput } from '../analyzers/eslint/lint-files.ts';
import type { RulePack } from '../analyzers/rules/packs.ts';
import type { MetricThresholds } from '../analyzers/metrics/thresholds.ts';
import type { PatternLanguage } from '../patterns/languages.ts';
import type { Classification } from '../source/language.ts';

/** What decides the results besides a file's content. */
export interface WorkerOptions {
  /** Which of the analyzers that can be switched off run. */
  readonly analyzers: Readonly<Record<'eslint' | 'metrics' | 'secrets', boolean>>;
  readonly thresholds: MetricThresholds;
  /** Rules to look by; absent: none. */
  readonly rules?: RuleChoice;
}

/** Rules in Semgrep's format: a file of them, and the packs that are wanted of it. */
export interface RuleChoice {
  readonly at: string;
  readonly packs: readonly RulePack[];
}

/** A file as it is handed to a worker. */
export interface WorkerFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly classification: Classification;
}

/** One file to be looked at by rules. */
export interface PatternTask {
  readonly kind: 'patterns';
  /**
   * A file of JSON with the rules, for they are too many to be sent with each file. Its content never
   * changes: other rules are in another file.
   */
  readonly rulesAt: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly language?: PatternLanguage;
  /** Milliseconds for each rule; Infinity: no limit but the task's. */
  readonly ruleTimeout: number;
}

/**
 * `analyze`: a few files by all file analyzers. `eslint`: one file by ESLint, with rules by their names. `fixes`: what
 * mends findings of it.
 */
export type WorkerTask =
  | { readonly kind: 'analyze'; readonly files: readonly WorkerFile[]; readonly options: WorkerOptions }
  | { readonly kind: 'eslint'; readonly input: LintInput; readonly rules: readonly string[] }
  | { readonly kind: 'fixes'; readonly input: LintInput; readonly wanted: readonly FixWanted[] }
  | PatternTask;

export interface WorkerRequest {
  readonly id: number;
  readonly task: WorkerTask;
}

/** `json` is the task's result as JSON text, as it is put into the cache. */
export type WorkerReply =
  { readonly id: number; readonly json: string } | { readonly id: number; readonly error: string };
