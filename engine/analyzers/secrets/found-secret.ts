import type { SecretRuleId } from './rules.ts';

/** A stretch of the text that is a secret, before it becomes a finding. */
export interface FoundSecret {
  readonly ruleId: SecretRuleId;
  /** UTF-16 offsets of what must not be shown; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Tells this secret from others of its rule in the file, without telling its value. */
  readonly anchor: string;
  /** The name it is assigned to, where that is how it was found. */
  readonly name?: string;
}
