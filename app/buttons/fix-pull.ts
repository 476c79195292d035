import type { Answer } from '../../engine/report/github/answer-text.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import type { PullFacts } from '../events/app-event.ts';
import { nameOf } from '../events/read-pull.ts';
import { commitFixes } from './commit-fixes.ts';
import { planFixes } from './plan-fixes.ts';
import type { Pressed } from './pressed.ts';
import { reportOfCheck } from './report-of-check.ts';

/** *Fix this*: commits the safe fixes of what was reviewed, if the head is still what was reviewed. */
export async function fixPull(context: AnswerContext, pressed: Pressed, pull: PullFacts): Promise<Answer> {
  const { event, client } = pressed;
  const { repository } = event;
  const refused = (reason: string): Answer => ({ kind: 'not-fixed', reason });

  // 1. Only where the App may: a fork's branch is not its own.
  if (pull.state === 'closed') return refused('The pull request is closed.');
  if (pull.headRepositoryId !== repository.id)
    return refused('The branch is in another repository: take the suggestions over one by one.');

  // 2. What the check shows.
  const shown = await reportOfCheck(context, event, pull.number);
  if (!shown) return refused('The report of this check is not kept any more. Re-run the check, then try again.');
  const { result, standings } = shown.report;
  const watched = new Set(standings.filter(({ standing }) => standing === 'watch').map(({ ruleId }) => ruleId));

  // 3. Commit, if the head is still what was reviewed; or find the commit that was made of this report before.
  return commitFixes(client, {
    repository: nameOf(repository),
    pull,
    reviewed: shown.headSha,
    plan: planFixes(result, (ruleId) => watched.has(ruleId)),
    person: event.sender.login,
    author: await context.author(),
    key: shown.reviewId,
  });
}
