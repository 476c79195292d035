import { enqueue } from '../../database/queue.ts';
import type { Queryable } from '../../database/connect.ts';
import type { Answer } from '../../engine/report/github/answer-text.ts';
import { CHECK_ACTION_IDENTIFIERS, type CheckActionIdentifier } from '../../github/publish/check-actions.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import { loadEvent } from '../commands/load-event.ts';
import { mayWrite } from '../commands/may-write.ts';
import { postAnswer } from '../commands/post-answer.ts';
import { nameOf, readPull } from '../events/read-pull.ts';
import { recordPlace } from '../events/record-place.ts';
import { settlePull } from '../events/settle-pull.ts';
import { subjectsOfHead } from '../events/subjects-of-head.ts';
import { readingInstant } from '../installations/pull-request-store.ts';
import { fixPull } from './fix-pull.ts';
import type { Pressed } from './pressed.ts';
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

  // 3. Do it: for each pull request whose head was checked, and for the default branch.
  const { priority } = await entitlements.of(event.installationId, clock());
  const pressed = { event, delivery, client, priority };
  for (const pullNumber of await pullsOf(context, pressed, may && button === 're-review')) {
    const answer = may ? await pressFor(context, pressed, { button, pullNumber }) : MAY_NOT[button];
    // 4. Answer. What the check itself will show needs no words.
    if (!answer) continue;
    const to = `button-${button}-${event.checkRunId}`;
    const repository = nameOf(event.repository);
    await postAnswer(context, client, { repository, pullNumber, to, since: delivery.receivedAt, answer });
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

/** The default branch, where that is reviewed, is so on the way: there is nowhere to answer. */
async function pullsOf(context: AnswerContext, pressed: Pressed, withRepository: boolean): Promise<readonly number[]> {
  const { event } = pressed;
  const subjects = await subjectsOfHead(context.database, {
    repositoryId: event.repository.id,
    headSha: event.headSha,
    reviewId: event.externalId,
    pullNumbers: event.pullNumbers,
  });
  if (withRepository && subjects.some(({ kind }) => kind === 'repository')) await reviewRepository(context, pressed);
  return subjects.flatMap((subject) => (subject.kind === 'pull-request' ? [subject.number] : []));
}

async function pressFor(
  context: AnswerContext,
  pressed: Pressed,
  { button, pullNumber }: { readonly button: CheckActionIdentifier; readonly pullNumber: number },
): Promise<Answer | undefined> {
  const { event, client } = pressed;
  switch (button) {
    case 'fix': {
      const pull = await readPull(client, nameOf(event.repository), pullNumber);
      return pull && fixPull(context, pressed, pull);
    }
    case 're-review':
      await reviewPull(context, pressed, pullNumber);
      return undefined;
    case 'ask':
      return ask(context, pressed, pullNumber);
  }
}

async function reviewPull(context: AnswerContext, pressed: Pressed, pullNumber: number): Promise<void> {
  const { database, clock } = context;
  const { event, delivery, client, priority } = pressed;
  const { installationId, repository } = event;
  const readAt = await readingInstant(database);
  const pull = await readPull(client, nameOf(repository), pullNumber);
  if (!pull) return;
  await database.transaction(async (tx) => {
    await recordPlace(tx, event, delivery);
    await settlePull(tx, {
      installationId,
      repositoryId: repository.id,
      pull,
      readAt,
      again: 'yes',
      wholeTree: true,
      trigger: 'check_run.re-review',
      correlationId: delivery.id,
      now: clock(),
      priority,
    });
  });
}

async function ask(
  { database, bookingUrl }: AnswerContext,
  pressed: Pressed,
  pullNumber: number,
): Promise<Answer | undefined> {
  if (bookingUrl === undefined) return undefined;
  const { event, delivery } = pressed;
  await database.transaction(async (tx) => {
    await recordPlace(tx, event, delivery);
    await recordTouch(tx, pressed, pullNumber);
  });
  return { kind: 'booking', person: event.sender.login, bookingUrl };
}

/** For the companion service, which follows leads up: a job that waits until there is one. One for each person and check. */
async function recordTouch(tx: Queryable, { event, delivery }: Pressed, pullNumber: number): Promise<void> {
  const { repository, sender, checkRunId } = event;
  await enqueue(tx, {
    task: 'lead-touch',
    payload: {
      kind: 'check-run-button',
      account: repository.account?.id ?? null,
      login: sender.login,
      repository: repository.id,
      pull: pullNumber,
      at: delivery.receivedAt.toISOString(),
    },
    key: `lead-touch:${sender.login}:${checkRunId}`,
  });
}
