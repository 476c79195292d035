import type { SuggestionComment } from '../../engine/report/github/suggestion-comments.ts';
import { MAX_SUGGESTIONS, MAX_THREAD_CHANGES } from '../limits.ts';
import type { SuggestionThread, ThreadList } from './review-threads.ts';

export interface ReviewPlan {
  /** Not posted before, the gravest first. */
  readonly post: readonly SuggestionComment[];
  /** What is left for the next push. */
  readonly left: number;
  readonly resolve: readonly SuggestionThread[];
  readonly unresolve: readonly SuggestionThread[];
}

export interface ReviewFacts {
  /** What can be suggested now, the gravest first. */
  readonly suggestions: readonly SuggestionComment[];
  /** Keys of all findings that are open, suggested or not. */
  readonly openKeys: ReadonlySet<string>;
  /** Whether everything of the path was looked at: what nobody looked at is not mended. */
  readonly wasLookedAt: (path: string) => boolean;
}

/** What to change in a pull request's conversations, so that each suggestion has one and those without a finding have ended. */
export function planReview({ threads, complete }: ThreadList, facts: ReviewFacts): ReviewPlan {
  const { suggestions, openKeys, wasLookedAt } = facts;
  const posted = new Set(threads.map(({ key }) => key));
  const fresh = complete ? suggestions.filter(({ key }) => !posted.has(key)) : [];
  return {
    post: fresh.slice(0, MAX_SUGGESTIONS),
    left: Math.max(0, fresh.length - MAX_SUGGESTIONS),
    resolve: threads
      .filter(({ key, path, isResolved }) => !isResolved && !openKeys.has(key) && wasLookedAt(path))
      .slice(0, MAX_THREAD_CHANGES),
    // What a person has ended stays so.
    unresolve: threads
      .filter(({ key, isResolved, resolvedByOther }) => isResolved && !resolvedByOther && openKeys.has(key))
      .slice(0, MAX_THREAD_CHANGES),
  };
}
