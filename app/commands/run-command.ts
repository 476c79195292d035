import type { Answer } from '../../engine/report/github/answer-text.ts';
import type { GitHubClient } from '../../github/client/github-client.ts';
import { readRefusal } from '../../github/publish/refusal.ts';
import type { EventOf } from '../events/app-event.ts';
import { nameOf, readPull } from '../events/read-pull.ts';
import { recordPlace } from '../events/record-place.ts';
import type { WantedPullReview } from '../events/request-pull-review.ts';
import { settlePull } from '../events/settle-pull.ts';
import { readingInstant } from '../installations/pull-request-store.ts';
import type { AnswerContext } from './answer-context.ts';
import { carryOutCommand } from './carry-out-command.ts';
import { loadEvent } from './load-event.ts';
import { mayWrite } from './may-write.ts';
import { parseCommand, type Command } from './parse-command.ts';
import { postAnswer } from './post-answer.ts';
import { refuseMistake } from './refuse-mistake.ts';

/**
 * The job `run-command`: does what a comment asks for, once, and answers with one comment and one reaction. Each step can be
 * repeated: what was done is found done.
 */
export async function runCommand(
  context: AnswerContext,
  { deliveryId }: { readonly deliveryId: string },
): Promise<void> {
  const { database, clientOf, entitlements, clock, log } = context;
  // 1. Read what was written.
  const loaded = await loadEvent(database, { deliveryId, type: 'command' });
  if (!loaded) return;
  const { event, delivery } = loaded;
  const { installationId, repository, pullNumber, sender } = event;
  const client = await clientOf(installationId);

  // 2. Whoever may not write here is not listened to, and told so without words: answers would be a way to make us write.
  if (!(await mayWrite(client, nameOf(repository), sender.login))) {
    await react(client, event, 'confused');
    log.info({ correlationId: deliveryId }, 'a command by somebody who may not give it');
    return;
  }

  // 3. Do it, by what the pull request is now.
  const readAt = await readingInstant(database);
  const pull = await readPull(client, nameOf(repository), pullNumber);
  if (!pull) return;
  const parsed = parseCommand(event.line);
  const { priority } = await entitlements.of(installationId, clock());
  const answer: Answer = parsed.ok
    ? await carryOutCommand(context, {
        command: parsed.command,
        event,
        async settle(tx, wanted) {
          const now = clock();
          await recordPlace(tx, event, { ...delivery, now });
          return settlePull(tx, {
            ...wanted,
            installationId,
            repositoryId: repository.id,
            pull,
            readAt,
            trigger: triggerOf(parsed.command, wanted.again),
            correlationId: deliveryId,
            now,
            priority,
          });
        },
      })
    : refuseMistake(parsed.mistake);

  // 4. Answer.
  await postAnswer(context, client, {
    repository: nameOf(repository),
    pullNumber,
    to: `comment-${event.commentId}`,
    since: delivery.receivedAt,
    answer,
  });
  await react(client, event, reactionTo(answer));
  log.info({ correlationId: deliveryId, answer: answer.kind }, 'command answered');
}

/** What is only seen on the way, and what is resumed, is for the configuration to decide: see `isAskedFor`. */
function triggerOf({ kind }: Command, again: WantedPullReview['again']): string {
  return `${again === 'yes' ? 'command' : 'comment'}.${kind}`;
}

/** Seen, and under way; not understood; or done. */
function reactionTo({ kind }: Answer): 'eyes' | 'confused' | '+1' {
  if (kind === 'review') return 'eyes';
  return kind === 'refused' ? 'confused' : '+1';
}

/** GitHub keeps one of a kind from one author. A comment that is gone meanwhile has none. */
async function react(
  client: GitHubClient,
  event: EventOf<'command'>,
  content: ReturnType<typeof reactionTo>,
): Promise<void> {
  try {
    await client.rest.reactions.createForIssueComment({
      ...nameOf(event.repository),
      comment_id: event.commentId,
      content,
    });
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
  }
}
