import { statusOutput } from '../../engine/report/github/status-output.ts';
import type { GitHubClient } from '../../github/client/github-client.ts';
import { PAGE_SIZE } from '../../github/limits.ts';
import type { CheckConclusion } from '../../github/publish/conclusion.ts';
import { readRefusal } from '../../github/publish/refusal.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import { loadEvent } from '../commands/load-event.ts';
import type { EventOf } from '../events/app-event.ts';
import { nameOf } from '../events/read-pull.ts';
import { answerAbove, type CheckRun } from './answer-above.ts';

/**
 * The job `answer-rerun`: somebody asked for a check again whose commit is not reviewed any more. GitHub has set its suite back to
 * queued (docs.github.com/en/rest/checks/runs#rerequest-a-check-run), so the check ends once more as it had ended, and says why.
 * Can be repeated.
 */
export async function answerRerun(
  context: AnswerContext,
  { deliveryId, reason }: { readonly deliveryId: string; readonly reason: string },
): Promise<void> {
  const { database, clientOf, log } = context;
  const loaded =
    (await loadEvent(database, { deliveryId, type: 'check-run' })) ??
    (await loadEvent(database, { deliveryId, type: 'check-suite' }));
  if (!loaded) return;
  const client = await clientOf(loaded.event.installationId);
  try {
    for (const run of await readRuns(client, loaded.event)) await endAgain(context, client, { ...loaded, run, reason });
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    log.info({ correlationId: deliveryId }, 'a check that was asked for again cannot be ended');
  }
}

type CheckEvent = EventOf<'check-run'> | EventOf<'check-suite'>;

async function readRuns(client: GitHubClient, event: CheckEvent): Promise<readonly CheckRun[]> {
  const repository = nameOf(event.repository);
  if (event.type === 'check-run') {
    const { data } = await client.rest.checks.get({ ...repository, check_run_id: event.checkRunId });
    return [data];
  }
  const { headSha: ref, appId: app_id } = event;
  return client.paginate(client.rest.checks.listForRef, { ...repository, ref, app_id, per_page: PAGE_SIZE });
}

async function endAgain(
  { templates, clock }: AnswerContext,
  client: GitHubClient,
  { event, run, reason }: { readonly event: CheckEvent; readonly run: CheckRun; readonly reason: string },
): Promise<void> {
  const answer = statusOutput({ kind: 'not-again', reason }, { templates }).summary;
  const output = answerAbove(run, { to: 'rerun', answer });
  await client.rest.checks.update({
    ...nameOf(event.repository),
    check_run_id: run.id,
    status: 'completed',
    conclusion: ENDS.find((end) => end === run.conclusion) ?? 'neutral',
    completed_at: run.completed_at ?? clock().toISOString(),
    ...(output && { output }),
  });
}

/** GitHub sets others itself, and takes them from nobody. */
const ENDS: readonly CheckConclusion[] = ['success', 'failure', 'neutral', 'cancelled', 'action_required', 'timed_out'];
