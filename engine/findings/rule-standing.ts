/**
 * What a rule's findings may do, where people have not found them worth more. `comment`: they are shown, and block
 * nothing. `watch`: they are counted and listed in the report, and shown nowhere else. By default a rule's findings block.
 */
export interface RuleStanding {
  readonly ruleId: string;
  readonly standing: 'comment' | 'watch';
  /** Why, in words for people. */
  readonly reason: string;
}
