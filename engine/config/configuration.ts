import type { Place, Severity } from '../findings/finding.ts';
import type { ConfigurationInput } from './schema.ts';

/** What a review goes by: the file's words with all that it extends and the defaults. Plain data. */
export interface Configuration extends Omit<
  ConfigurationInput,
  'version' | 'extends' | 'rules' | 'projects' | 'suppressions'
> {
  /** In the order in which they apply: the later wins. */
  readonly rules: readonly RuleSetting[];
  readonly projects: readonly ProjectConfiguration[];
  readonly suppressions: readonly ConfiguredSuppression[];
}

/** What is said of the rules that fit a pattern, at the paths that fit the globs (everywhere without). */
export interface RuleSetting {
  readonly rule: string;
  readonly severity?: Severity | 'off';
  readonly minutes?: number;
  readonly paths?: readonly string[];
}

export interface ProjectConfiguration extends Omit<ConfigurationInput['projects'][number], 'rules'> {
  readonly rules: readonly RuleSetting[];
}

/** With where it is written; one of a pack has the pack's name for its path, and no range. */
export type ConfiguredSuppression = ConfigurationInput['suppressions'][number] & { readonly place: Place };

/** A mistake in `.plumbline.yml`, for people: what, where, and what to write instead. */
export interface ConfigurationProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly suggestion?: string;
}
