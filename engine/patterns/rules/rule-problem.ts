import type { RulePlace } from '../rule.ts';

/** Something of a rule file that is not as it should be, in words for the one who wrote it. */
export interface RuleProblem {
  readonly place: RulePlace;
  /** The rule it is about; absent where the whole file is, or a rule that has no usable id. */
  readonly rule?: string;
  /** `error`: the rule (or the file) is left out. `warning`: the rule runs without the part named. */
  readonly level: 'error' | 'warning';
  readonly message: string;
  /** The word that was probably meant. */
  readonly suggestion?: string;
}
