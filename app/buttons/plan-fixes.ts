import type { Finding, Fix } from '../../engine/findings/finding.ts';
import { findingsToShow, type IsWatched } from '../../engine/report/github/findings-to-show.ts';
import { isSafelyMended } from '../../engine/report/github/plan-suggestions.ts';
import type { ReviewResult } from '../../engine/review-result.ts';
import { applyEdits, type PatternEdit } from '../../engine/patterns/report/fixes.ts';

/** What one commit is to mend in a file. */
export interface FileFixes {
  readonly path: string;
  /** In the order of their weight. No two of them touch the same place. */
  readonly fixes: readonly PlannedFix[];
}

export interface PlannedFix {
  readonly ruleId: string;
  readonly edits: readonly PatternEdit[];
}

export interface FixPlan {
  readonly files: readonly FileFixes[];
  /** Fixes that are in the way of graver ones, or beyond {@link MOST_FILES}. */
  readonly left: number;
}

/** Files of one commit: each is read by a few requests, and all are written by one. */
export const MOST_FILES = 100;

/** The safe fixes of what the check shows: the same findings that its button counts. */
export function planFixes(result: Pick<ReviewResult, 'findings' | 'subject'>, isWatched?: IsWatched): FixPlan {
  const files = new Map<string, PlannedFix[]>();
  let left = 0;
  for (const finding of findingsToShow(result, isWatched).filter(isSafelyMended)) {
    const edits = editsOf(finding.fix);
    const planned = files.get(finding.path) ?? [];
    const isInTheWay = planned.some((other) => other.edits.some((one) => edits.some((edit) => touch(one, edit))));
    if (isInTheWay || (planned.length === 0 && files.size === MOST_FILES)) left++;
    else files.set(finding.path, [...planned, { ruleId: finding.ruleId, edits }]);
  }
  return { files: [...files].map(([path, fixes]) => ({ path, fixes })), left };
}

/** The file's text with the fixes; undefined where one of them reaches beyond it, as it is not the text that was reviewed. */
export function applyFixes(text: string, { fixes }: FileFixes): string | undefined {
  const edits = fixes.flatMap((fix) => fix.edits);
  if (edits.some(({ start, end }) => start < 0 || end < start || end > text.length)) return undefined;
  const applied = applyEdits(text, edits);
  return applied.left.length > 0 ? undefined : applied.text;
}

function editsOf(fix: Finding['fix']): PatternEdit[] {
  return (fix?.edits ?? []).map(({ startOffset, endOffset, text }: Fix['edits'][number]) => ({
    start: startOffset,
    end: endOffset,
    text,
  }));
}

/** Two insertions at one place touch, too: which comes first is not told. */
function touch(a: PatternEdit, b: PatternEdit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
