import type { Queryable } from '../../database/connect.ts';
import { readRefusal } from '../../github/publish/refusal.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import { loadRepositoryPlace, type RepositoryPlace } from '../installations/repository-store.ts';
import { loadReport } from '../reviews/report-store.ts';
import { forgetFeedback, recordFeedback, type Feedback, type FeedbackKind } from './feedback-store.ts';
import { fixedFindings, seenReport, type SeenReport } from './fixed-findings.ts';
import { readThumbs, type Thumb } from './read-thumbs.ts';
import { reconsiderRules } from './reconsider-rules.ts';

type PullAddress = { readonly repositoryId: number; readonly pullNumber: number };

/** What is read anew each time: it may have changed either way. What was said by a command stays. */
const READ_ANEW = ['fixed', 'thumbs-up', 'thumbs-down'] as const satisfies readonly FeedbackKind[];

/** The job `collect-feedback`: keeps what became of a pull request's findings, and what people think of them. Twice is once. */
export async function collectFeedback(context: AnswerContext, address: PullAddress): Promise<void> {
  const { database, clock, log } = context;
  // 1. What was shown.
  const place = await loadRepositoryPlace(database, address.repositoryId);
  if (!place) return;
  const reports = await reportsOf(context, address);
  if (reports.length === 0) return;

  // 2. What became of it.
  const thumbs = await thumbsOf(context, place, address);
  const feedback = feedbackOf({ reports, thumbs, accountId: place.accountId, ...address });

  // 3. Keep it, and reconsider the rules it speaks of.
  await database.transaction(async (tx) => {
    const now = clock();
    const keep = feedback.map(({ fingerprint, person, kind }) => `${fingerprint} ${person} ${kind}`);
    const among = reports.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
    await forgetFeedback(tx, { ...address, kinds: READ_ANEW, among, keep });
    for (const one of feedback) await recordFeedback(tx, one, now);
    const ruleIds = feedback.map(({ ruleId }) => ruleId).sort();
    await reconsiderRules(tx, { accountId: place.accountId, ruleIds, now });
  });
  log.info({ ...address, amount: feedback.length }, 'feedback collected');
}

function feedbackOf(given: {
  readonly reports: readonly SeenReport[];
  readonly thumbs: readonly Thumb[];
  readonly accountId: number;
  readonly repositoryId: number;
  readonly pullNumber: number;
}): Feedback[] {
  const { reports, thumbs, ...address } = given;
  const byKey = new Map(reports.flatMap(({ findings }) => findings.map((finding) => [finding.key, finding] as const)));
  const fixed = fixedFindings(reports).map(({ fingerprint, ruleId }) => ({ fingerprint, ruleId }));
  return [
    ...fixed.map((finding) => ({ ...address, ...finding, person: '', kind: 'fixed' as const })),
    ...thumbs.flatMap(({ key, person, kind }) => {
      const finding = byKey.get(key);
      return finding ? [{ ...address, fingerprint: finding.fingerprint, ruleId: finding.ruleId, person, kind }] : [];
    }),
  ];
}

/** Reports of a pull request that are looked at: the latest ones. */
const MOST_REPORTS = 20;

/** The oldest first. One after another is read, and little of each is kept. */
async function reportsOf({ database, serviceKey }: AnswerContext, address: PullAddress): Promise<SeenReport[]> {
  const reports: SeenReport[] = [];
  for (const { id } of await reviewsWithReport(database, address)) {
    const report = await loadReport(database, id, { serviceKey });
    if (report) reports.unshift(seenReport(report.result));
  }
  return reports;
}

function reviewsWithReport(database: Queryable, { repositoryId, pullNumber }: PullAddress): Promise<{ id: string }[]> {
  return database.query(
    `select reviews.id from reviews join review_reports on review_reports.review_id = reviews.id
     where repository_id = $1 and pull_number = $2 and state = 'completed' order by seq desc limit $3`,
    [repositoryId, pullNumber, MOST_REPORTS],
  );
}

/** Where GitHub does not show them to us, nobody said anything. */
async function thumbsOf(
  context: AnswerContext,
  { installationId, owner, repo }: RepositoryPlace,
  { pullNumber }: PullAddress,
): Promise<Thumb[]> {
  const client = await context.clientOf(installationId, { purpose: 'background' });
  try {
    return await readThumbs(client, { repository: { owner, repo }, pullNumber, author: await context.author() });
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    return [];
  }
}
