import type { Configuration, ConfigurationProblem } from '../../engine/config/configuration.ts';
import { readReviewConfiguration } from '../../engine/config/read-review-configuration.ts';
import { whyNotReviewed, type PullRequestFacts, type SkipReason } from '../../engine/config/why-not-reviewed.ts';
import { watchedIn } from '../../engine/findings/rule-standing.ts';
import type { ReviewSource } from '../../engine/open-review-source.ts';
import { planSuggestions, type Suggestion } from '../../engine/report/github/plan-suggestions.ts';
import { review } from '../../engine/review.ts';
import type { ReviewPorts, ReviewRequest } from '../../engine/review-request.ts';
import type { ReviewResult } from '../../engine/review-result.ts';
import { ruleIds, rulesAtHand } from '../../engine/rules-at-hand.ts';
import { decodeText } from '../../engine/source/decode-text.ts';
import type { Comparison } from '../../engine/source/source.ts';
import { build, version } from '../../engine/version.ts';

/** What is known of a review besides the commits, wherever on GitHub's side it is made. */
export interface GitHubReview extends Pick<
  ReviewRequest,
  'name' | 'repositoryUri' | 'wholeTree' | 'now' | 'commandSuppressions' | 'ruleStandings' | 'withheld'
> {
  /** What decides by configuration whether a pull request is reviewed at all; absent: it is. */
  readonly pullRequest?: Omit<PullRequestFacts, 'paths'>;
  /** Reports of other tools, and services to ask. */
  readonly external: (configuration: Configuration) => Promise<ReviewRequest['external']>;
}

export type GitHubReviewOutcome =
  | {
      readonly kind: 'reviewed';
      readonly result: ReviewResult;
      readonly configuration: Configuration;
      /** Safe fixes on lines of the change; none where head was reviewed by itself. */
      readonly suggestions: readonly Suggestion[];
    }
  /** The configuration has it that this pull request is not reviewed. */
  | {
      readonly kind: 'skipped';
      readonly reason: SkipReason;
      readonly detail: string;
      /** Those of the configuration: branch rules may wait for their checks. */
      readonly projects: readonly string[];
    }
  /** The configuration at the base cannot be followed. */
  | { readonly kind: 'configuration-broken'; readonly problems: readonly ConfigurationProblem[] };

/** A review as the App and the Action make it: the configuration is the base's, and says whether there is one at all. */
export async function reviewForGitHub(
  ports: ReviewPorts,
  { reviewed }: Pick<ReviewSource, 'reviewed'>,
  asked: GitHubReview,
): Promise<GitHubReviewOutcome> {
  const { problems, ...read } = await readReviewConfiguration(reviewed, { knownRules: ruleIds() });
  if (problems.length > 0) return { kind: 'configuration-broken', problems };
  const { configuration } = read;
  const { pullRequest, external, ...known } = asked;
  const paths = changedPaths(reviewed.comparison);
  const skipped = pullRequest && whyNotReviewed(configuration.pullRequests, { ...pullRequest, paths });
  if (skipped) return { kind: 'skipped', ...skipped, projects: configuration.projects.map(({ name }) => name) };
  const rules = rulesAtHand();
  const result = await review(ports, {
    ...reviewed,
    ...read,
    ...known,
    external: await external(configuration),
    ...(rules && { rules }),
    toolVersion: version,
    toolBuild: build,
  });
  const suggestions = await suggestionsFor(result, reviewed.comparison, asked);
  return { kind: 'reviewed', result, configuration, suggestions };
}

/** Made here, where the text of the files is. */
async function suggestionsFor(
  result: ReviewResult,
  comparison: Comparison | undefined,
  { ruleStandings = [] }: GitHubReview,
): Promise<Suggestion[]> {
  if (!comparison) return [];
  const { changes, head } = comparison;
  return planSuggestions(result, {
    changes,
    isWatched: watchedIn(ruleStandings),
    textOf: async (path) => {
      const file = head.file(path);
      return file && decodeText(await head.read(file));
    },
  });
}

function changedPaths(comparison: Comparison | undefined): string[] {
  return comparison?.changes.flatMap(({ old, new: current }) => [old?.path ?? [], current?.path ?? []].flat()) ?? [];
}
