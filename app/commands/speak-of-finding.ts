import type { Answer } from '../../engine/report/github/answer-text.ts';
import { recordFeedback } from '../feedback/feedback-store.ts';
import { reconsiderRules } from '../feedback/reconsider-rules.ts';
import type { AnswerContext } from './answer-context.ts';
import { standingWords, type AskedCommand } from './asked-command.ts';
import { findFinding } from './find-finding.ts';
import { latestReport } from './latest-report.ts';
import { COMMANDS, type Command } from './parse-command.ts';
import { recordSuppression } from './pull-suppression-store.ts';

type Spoken = Extract<Command, { readonly fingerprint: string }>;

/** `ignore` and `dispute`: what somebody says of one finding, kept for its rule; `ignore` leaves it out of the pull request, too. */
export async function speakOfFinding(context: AnswerContext, asked: AskedCommand, spoken: Spoken): Promise<Answer> {
  const { database, serviceKey, clock } = context;
  const { repository, pullNumber, commentId, sender } = asked.event;
  const address = { repositoryId: repository.id, pullNumber };
  const usage = COMMANDS[spoken.kind].write;

  // 1. Find what is spoken of: in the report that people see.
  const latest = await latestReport(database, address, { serviceKey });
  if (!latest) return { kind: 'refused', reason: 'There is no report of this pull request yet.' };
  const found = findFinding(latest.report.result.findings, spoken.fingerprint);
  if (found.kind === 'none') {
    const reason = `The latest report has no finding whose fingerprint begins with ${spoken.fingerprint}.`;
    return { kind: 'refused', reason, usage };
  }
  if (found.kind === 'several') {
    const reason = `The fingerprints of several findings begin with ${spoken.fingerprint}.`;
    return { kind: 'refused', reason, usage, choices: found.findings };
  }

  // 2. Keep what is said; what is accepted is left out, by a new review.
  const { finding } = found;
  const { kind, reason } = spoken;
  const said = { ...address, fingerprint: finding.fingerprint, ruleId: finding.ruleId, reason };
  const person = sender.login;
  await database.transaction(async (tx) => {
    const now = clock();
    await asked.settle(tx, { again: kind === 'ignore' ? 'yes' : 'no' });
    const accountId = repository.account?.id;
    if (accountId !== undefined) {
      await recordFeedback(tx, { ...said, person, kind, accountId }, now);
      await reconsiderRules(tx, { accountId, ruleIds: [finding.ruleId], now });
    }
    if (kind === 'ignore') await recordSuppression(tx, { ...said, by: person, commentId, now });
  });
  if (kind === 'ignore') return { kind: 'ignored', finding, person, reason };
  return { kind: 'disputed', finding, person, reason, ...(await standingWords(database, asked, finding.ruleId)) };
}
