import type { Configuration } from './configuration.ts';
import { pathMatcher } from './globs.ts';

/** What of a pull request decides whether it is reviewed. */
export interface PullRequestFacts {
  readonly draft: boolean;
  /** Opened by a bot. */
  readonly bot: boolean;
  readonly labels: readonly string[];
  /** What it changes, from the root of the repository. */
  readonly paths: readonly string[];
}

export type SkipReason = 'draft' | 'bot' | 'label' | 'paths';

/** Why the configuration has it that a pull request is not reviewed, in a sentence; undefined: it is to be. */
export function whyNotReviewed(
  { drafts, bots, labels, paths }: Configuration['pullRequests'],
  pull: PullRequestFacts,
): { readonly reason: SkipReason; readonly detail: string } | undefined {
  if (pull.draft && !drafts) return { reason: 'draft', detail: 'It is a draft: it is reviewed once it is ready.' };
  if (pull.bot && !bots) return { reason: 'bot', detail: 'A bot opened it, and the configuration leaves bots out.' };
  const has = (label: string) => pull.labels.some((own) => own.toLowerCase() === label.toLowerCase());
  const skipping = labels.skip.find(has);
  if (skipping !== undefined) return { reason: 'label', detail: `It has the label "${skipping}".` };
  if (labels.only.length > 0 && !labels.only.some(has)) {
    const wanted = labels.only.map((label) => `"${label}"`).join(', ');
    return { reason: 'label', detail: `It has none of the labels ${wanted}.` };
  }
  const isSkipped = pathMatcher(paths.skip);
  if (paths.skip.length > 0 && pull.paths.length > 0 && pull.paths.every(isSkipped)) {
    return { reason: 'paths', detail: 'It changes only paths that the configuration leaves out.' };
  }
  return undefined;
}
