import type { Classification } from './source/language.ts';
import type { FileResult } from './workers/analyze-file.ts';

/** Everything known of one file's content: what is cached, and what a review is made from. */
export interface FileAnalysis extends FileResult {
  /** With what only the content tells: generated, minified, binary, … */
  readonly classification: Classification;
}
