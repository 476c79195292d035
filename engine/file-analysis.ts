import type { NotLookedAt } from './analyzers/analyzer.ts';
import type { RawFinding } from './findings/finding.ts';
import type { Classification } from './source/language.ts';

/** Everything known of one file's content: what is cached, and what a review is made from. */
export interface FileAnalysis {
  /** With what only the content tells: generated, minified, binary, … */
  readonly classification: Classification;
  readonly findings: readonly RawFinding[];
  /** By analyzer id. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly notLookedAt: readonly NotLookedAt[];
  /** Ids of the analyzers that looked. */
  readonly analyzers: readonly string[];
}
