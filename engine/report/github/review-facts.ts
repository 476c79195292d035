import type { ReviewResult } from '../../review-result.ts';
import { isFailure } from '../../verdict/failure.ts';
import { openFindings } from '../../verdict/open-findings.ts';
import { findingsToShow, type IsWatched } from './findings-to-show.ts';
import { isSafelyMended } from './plan-suggestions.ts';
import { suggestionKey } from './suggestion-comments.ts';

/** What a review says of suggestions that were made before it. */
export interface SuggestionFacts {
  /** Of all findings that are open, whether or not the change brought them. */
  readonly openKeys: ReadonlySet<string>;
  /** Whether all of a path was looked at that should have been: what nobody looked at is not mended. */
  readonly wasLookedAt: (path: string) => boolean;
}

export function suggestionFacts(result: Pick<ReviewResult, 'findings' | 'notLookedAt'>): SuggestionFacts {
  const failures = result.notLookedAt.filter(isFailure);
  const paths = new Set(failures.map(({ path }) => path));
  return {
    openKeys: new Set(openFindings(result.findings).map(suggestionKey)),
    wasLookedAt: (path) => !paths.has(path) && !paths.has(undefined),
  };
}

/** How many findings a click can mend: what the button of a check is there for. */
export function countSafeFixes(result: Pick<ReviewResult, 'findings' | 'subject'>, isWatched?: IsWatched): number {
  return findingsToShow(result, isWatched).filter(isSafelyMended).length;
}
