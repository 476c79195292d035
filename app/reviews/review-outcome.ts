import type { ConfigurationProblem } from '../../engine/config/configuration.ts';

/** What a review came to that has no report. */
export type ReviewOutcome =
  /** On purpose: a draft, a bot, a label, a pause. */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** The configuration at the base cannot be followed. */
  | {
      readonly kind: 'configuration-broken';
      readonly commit: string;
      readonly problems: readonly ConfigurationProblem[];
    };
