import type { Queryable } from '../../database/connect.ts';
import type { EventOf } from '../events/app-event.ts';
import type { DeliveryFacts } from '../events/event-context.ts';
import { requestPullReview, type RequestedPullReview, type WantedPullReview } from '../events/request-pull-review.ts';
import { acceptanceInWords, standingInWords } from '../feedback/acceptance.ts';
import { acceptanceOf } from '../feedback/feedback-store.ts';
import { standingOf } from '../feedback/rule-standing-store.ts';
import type { AnswerContext } from './answer-context.ts';
import type { Command } from './parse-command.ts';

export interface AskedCommand {
  readonly command: Command;
  readonly event: EventOf<'command'>;
  readonly delivery: DeliveryFacts;
  readonly priority: number;
  /** Records the pull request and where it is: the first thing in a transaction. */
  readonly place: (tx: Queryable) => Promise<void>;
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

export function inPlace<Result>(
  { database }: AnswerContext,
  { place }: AskedCommand,
  work: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  return database.transaction(async (tx) => {
    await place(tx);
    return work(tx);
  });
}

/** Undefined: there is nothing to review, as the pull request is closed. */
export function reviewAgain(
  tx: Queryable,
  context: AnswerContext,
  asked: AskedCommand,
  more: { readonly wholeTree?: boolean } = {},
): Promise<RequestedPullReview | undefined> {
  return requestPullReview(tx, wantedReview(context, asked, { again: 'yes', ...more }));
}

export function wantedReview(
  { clock }: AnswerContext,
  { event, delivery, command, priority }: AskedCommand,
  more: Pick<WantedPullReview, 'again' | 'wholeTree'>,
): WantedPullReview {
  return {
    installationId: event.installationId,
    repositoryId: event.repository.id,
    pullNumber: event.pullNumber,
    // Who resumes asks for what the configuration would do, not for a review whatever it says.
    trigger: command.kind === 'resume' ? 'resumed' : `command.${command.kind}`,
    correlationId: delivery.id,
    now: clock(),
    priority,
    ...more,
  };
}
