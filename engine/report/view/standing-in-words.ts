import type { AppliedStanding } from '../../findings/rule-standing.ts';
import { count } from './format.ts';

/** "3 findings of eslint/eqeqeq block nothing: half of them were disputed." */
export function standingInWords({ ruleId, standing, reason, findings }: AppliedStanding): string {
  const one = findings === 1;
  const effect = standing === 'comment' ? (one ? 'blocks' : 'block') : one ? 'counts for' : 'count for';
  return `${count(findings, 'finding')} of ${ruleId} ${effect} nothing: ${reason}`;
}
