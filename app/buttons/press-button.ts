import type { Answer } from '../../engine/report/github/answer-text.ts';
import { CHECK_ACTION_IDENTIFIERS, type CheckActionIdentifier } from '../../github/publish/check-actions.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import { loadEvent } from '../commands/load-event.ts';
import { mayWrite } from '../commands/may-write.ts';
import { postAnswer } from '../commands/post-answer.ts';
import { nameOf, readPull } from '../events/read-pull.ts';
import { subjectsOfHead, type ReviewSubject } from '../events/subjects-of-head.ts';
import { answerInCheck } from './answer-in-check.ts';
import { askConsultant } from './ask-consultant.ts';
import { fixPull } from './fix-pull.ts';
import type { Pressed } from './pressed.ts';
import { reviewPull } from './review-pull.ts';
import { reviewRepository } from './review-repository.ts';

/** The job `press-button`: does what a button of our check is for, once. Each step can be repeated. */
export async function pressButton(
  context: AnswerContext,
  { deliveryId }: { readonly deliveryId: string },
): Promise<void> {
  const { database, clientOf, entitlements, clock, log } = context;
  // 1. Read what was pressed.
  const loaded = await loadEvent(database, { deliveryId, type: 'check-run' });
  const button = loaded?.event.button;
  if (!loaded || !isButton(button)) return;
  const { event, delivery } = loaded;
  const client = await clientOf(event.installationId);

  // 2. GitHub shows buttons to those who may write; somebody may have lost that right since.
  const may = await mayWrite(client, nameOf(event.repository), event.sender.login);

  // 3. Do it, for each thing that was reviewed at the head.
  const { priority } = await entitlements.of(event.installationId, clock());
  const pressed = { event, delivery, client, priority };
  const subjects = await subjectsOfHead(database, {
    repositoryId: event.repository.id,
    headSha: event.headSha,
    reviewId: event.externalId,
    pullNumbers: event.pullNumbers,
    isOfReport: button === 'fix',
  });
  for (const subject of subjects) {
    const answer = may ? await pressFor(context, pressed, { button, subject }) : MAY_NOT[button];
    // 4. Answer. What the check itself will show needs no words.
    if (answer) await giveAnswer(context, pressed, { button, subject, answer });
  }
  log.info({ correlationId: deliveryId, button, may }, 'button answered');
}

/** Only what waits for an answer has one. */
const MAY_NOT: Record<CheckActionIdentifier, Answer | undefined> = {
  fix: { kind: 'not-fixed', reason: 'Only somebody who may write to the repository can ask for a commit.' },
  're-review': undefined,
  ask: undefined,
};

function isButton(name: string | null | undefined): name is CheckActionIdentifier {
  return CHECK_ACTION_IDENTIFIERS.some((identifier) => identifier === name);
}

interface PressedFor {
  readonly button: CheckActionIdentifier;
  readonly subject: ReviewSubject;
}

async function pressFor(
  context: AnswerContext,
  pressed: Pressed,
  { button, subject }: PressedFor,
): Promise<Answer | undefined> {
  const pullNumber = subject.kind === 'pull-request' ? subject.number : null;
  switch (button) {
    case 'fix': {
      if (pullNumber === null) return undefined;
      const pull = await readPull(pressed.client, nameOf(pressed.event.repository), pullNumber);
      return pull && fixPull(context, pressed, pull);
    }
    case 're-review':
      if (pullNumber !== null) await reviewPull(context, pressed, pullNumber);
      // A merge group is reviewed again by GitHub's own button.
      if (subject.kind === 'repository') await reviewRepository(context, pressed);
      return undefined;
    case 'ask':
      return askConsultant(context, pressed, pullNumber);
  }
}

async function giveAnswer(
  context: AnswerContext,
  pressed: Pressed,
  { button, subject, answer }: PressedFor & { readonly answer: Answer },
): Promise<void> {
  const { event, delivery, client } = pressed;
  // A commit that was made is not talked away by a later press that makes none.
  const did = answer.kind === 'not-fixed' ? 'not-fixed' : button;
  const to = `button-${did}-${event.checkRunId}`;
  if (subject.kind !== 'pull-request') return answerInCheck(context, pressed, { to, answer });
  const place = { repository: nameOf(event.repository), pullNumber: subject.number };
  await postAnswer(context, client, { ...place, to, since: delivery.receivedAt, answer });
}
