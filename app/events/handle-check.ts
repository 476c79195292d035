import type { Queryable } from '../../database/connect.ts';
import { enqueue } from '../../database/queue.ts';
import { readingInstant } from '../installations/pull-request-store.ts';
import { requestReview } from '../reviews/request-review.ts';
import type { EventOf } from './app-event.ts';
import type { DeliveryFacts, Effects, EventContext, EventHandler } from './event-context.ts';
import { nameOf, readPull } from './read-pull.ts';
import { readTip } from './read-tip.ts';
import { recordPlace } from './record-place.ts';
import { requestTipReview } from './request-tip-review.ts';
import { settlePull } from './settle-pull.ts';
import { subjectsOfHead, type ReviewSubject } from './subjects-of-head.ts';

type CheckEvent = EventOf<'check-run'> | EventOf<'check-suite'>;

const NOTHING: Effects = () => Promise.resolve();

/** Somebody asks for a check again, or has pressed one of its buttons. */
export const handleCheck: EventHandler<CheckEvent> = async (context, event, delivery) => {
  // 1. GitHub tells us of other Apps' checks, too.
  if (event.appId !== context.appId) return NOTHING;

  // 2. A button is answered on GitHub: a job of its own, which reads the delivery again.
  if (event.action === 'requested_action') return pressButton(event, delivery);

  // 3. Again: one more review of each thing that was reviewed at this head, as it is now.
  const subjects = await subjectsOfHead(context.database, {
    repositoryId: event.repository.id,
    headSha: event.headSha,
    reviewId: event.type === 'check-run' ? event.externalId : null,
    pullNumbers: event.pullNumbers,
  });
  const requests = await Promise.all(subjects.map((subject) => reviewAgain(context, { event, subject, delivery })));
  return async (tx, now) => {
    if (!(await recordPlace(tx, event, { ...delivery, now }))) return;
    const reviewed: Reviewed[] = [];
    for (const request of requests) reviewed.push(await request(tx, now));

    // 4. GitHub waits for this head's check again, whatever is reviewed instead.
    const reason = whyNotAgain(event.headSha, reviewed);
    if (reason !== undefined) await answerRerun(tx, { event, delivery, reason });
  };
};

/** The head that is reviewed, or why none is. */
type Reviewed = { readonly headSha: string } | { readonly why: string };

function whyNotAgain(headSha: string, reviewed: readonly Reviewed[]): string | undefined {
  if (reviewed.some((one) => 'headSha' in one && one.headSha === headSha)) return undefined;
  const [first] = reviewed;
  if (!first) return 'No open pull request is known to have this commit as its head.';
  return 'why' in first ? first.why : `A newer commit is reviewed instead: ${first.headSha.slice(0, 7)}.`;
}

async function answerRerun(
  tx: Queryable,
  given: { readonly event: CheckEvent; readonly delivery: DeliveryFacts; readonly reason: string },
): Promise<void> {
  const { event, delivery, reason } = given;
  await enqueue(tx, {
    task: 'answer-rerun',
    payload: { deliveryId: delivery.id, reason },
    key: `answer-rerun:${delivery.id}`,
    queue: `buttons:${event.repository.id}`,
  });
}

function pressButton(event: CheckEvent, delivery: DeliveryFacts): Effects {
  return async (tx, now) => {
    if (!(await recordPlace(tx, event, { ...delivery, now }))) return;
    await enqueue(tx, {
      task: 'press-button',
      payload: { deliveryId: delivery.id },
      key: `press-button:${delivery.id}`,
      queue: `buttons:${event.repository.id}`,
    });
  };
}

/**
 * An older commit's check asks for a review of what is there now: a review of the older commit would decide nothing, and
 * end the one of the present head.
 */
async function reviewAgain(
  context: EventContext,
  asked: { readonly event: CheckEvent; readonly subject: ReviewSubject; readonly delivery: DeliveryFacts },
): Promise<(...effects: Parameters<Effects>) => Promise<Reviewed>> {
  const { event, subject, delivery } = asked;
  const { installationId, repository } = event;
  const { priority } = await context.entitlements.of(installationId, context.clock());
  const client = await context.clientOf(installationId);
  const wanted = {
    installationId,
    repositoryId: repository.id,
    trigger: `${event.type === 'check-run' ? 'check_run' : 'check_suite'}.rerequested`,
    correlationId: delivery.id,
    priority,
  };
  switch (subject.kind) {
    case 'pull-request': {
      const readAt = await readingInstant(context.database);
      const pull = await readPull(client, nameOf(repository), subject.number);
      if (!pull) return () => Promise.resolve({ why: 'The pull request cannot be read any more.' });
      return async (tx, now) => {
        const { wholeTree } = subject;
        const settled = { ...wanted, pull, readAt, again: 'yes', ...(wholeTree && { wholeTree }), now } as const;
        return (await settlePull(tx, settled)) ?? { why: 'The pull request is closed.' };
      };
    }
    case 'repository': {
      const gone = () => Promise.resolve({ why: 'The default branch is another one by now, or is gone.' });
      if (repository.defaultBranch === null) return gone;
      const place = { ...nameOf(repository), branch: repository.defaultBranch };
      const tip = await readTip(context.database, client, place);
      if (!tip) return gone;
      return async (tx, now) => {
        const headSha = await requestTipReview(tx, { ...wanted, tip, again: true, now });
        return headSha === undefined ? gone() : { headSha };
      };
    }
    case 'merge-group': {
      const { headSha, baseRef } = subject;
      return async (tx, now) => {
        await requestReview(tx, {
          ...wanted,
          kind: 'merge-group',
          headSha,
          baseRef,
          wholeTree: false,
          again: true,
          now,
        });
        return { headSha };
      };
    }
  }
}
