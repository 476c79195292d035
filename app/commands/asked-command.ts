import type { Queryable } from '../../database/connect.ts';
import type { EventOf } from '../events/app-event.ts';
import type { RequestedPullReview, WantedPullReview } from '../events/request-pull-review.ts';
import { acceptanceInWords, standingInWords } from '../feedback/acceptance.ts';
import { acceptanceOf } from '../feedback/feedback-store.ts';
import { standingOf } from '../feedback/rule-standing-store.ts';
import type { Command } from './parse-command.ts';

export interface AskedCommand {
  readonly command: Command;
  readonly event: EventOf<'command'>;
  /** Settles the pull request as it is now: the first thing in a transaction. Undefined where it is closed. */
  readonly settle: (
    tx: Queryable,
    wanted: Pick<WantedPullReview, 'again' | 'wholeTree'>,
  ) => Promise<RequestedPullReview | undefined>;
}

/** What is known of a rule in the account, in words. */
export async function standingWords(
  database: Queryable,
  { event }: Pick<AskedCommand, 'event'>,
  ruleId: string,
): Promise<{ readonly standing: string; readonly acceptance: string }> {
  const accountId = event.repository.account?.id;
  if (accountId === undefined) return { standing: '', acceptance: '' };
  const { standing } = await standingOf(database, { accountId, ruleId });
  const acceptance = acceptanceInWords(await acceptanceOf(database, { accountId, ruleId }));
  return { standing: standingInWords(standing), acceptance };
}
