import type { Queryable } from '../../database/connect.ts';
import { demotionInWords, judgeStanding } from './acceptance.ts';
import { acceptanceOf } from './feedback-store.ts';
import { setStanding, standingOf } from './rule-standing-store.ts';

/**
 * After something new was said of rules: demotes those that people have not found worth their standing, one step at a time.
 * Every step wants evidence of its own, given after the one before. In the caller's transaction.
 */
export async function reconsiderRules(
  tx: Queryable,
  given: { readonly accountId: number; readonly ruleIds: Iterable<string>; readonly now: Date },
): Promise<void> {
  const { accountId, ruleIds, now } = given;
  // Two at the same moment would demote by the same evidence twice.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('rule standings ' || $1::text, 0))`, [accountId]);
  for (const ruleId of new Set(ruleIds)) {
    const { standing, since } = await standingOf(tx, { accountId, ruleId });
    const acceptance = await acceptanceOf(tx, { accountId, ruleId, since });
    const judged = judgeStanding(standing, acceptance);
    if (judged === standing || judged === 'block') continue;
    const reason = demotionInWords(judged, acceptance);
    await setStanding(tx, { accountId, ruleId, standing: judged, decidedBy: 'feedback', reason, acceptance, now });
  }
}
