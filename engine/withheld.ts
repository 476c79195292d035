import type { RulePack } from './analyzers/rules/packs.ts';

/** An analyzer, or packs of its rules, that does not look for the plan does not include it. */
export interface Withheld {
  /** What is not looked at, in words: `security rules`. */
  readonly subject: string;
  readonly analyzer: string;
  /** For the analyzer `rules`: the packs that are left out; absent: all it does. */
  readonly packs?: readonly RulePack[];
  /** In plain words, with the way on. */
  readonly detail: string;
}
