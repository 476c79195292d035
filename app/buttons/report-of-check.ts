import type { AnswerContext } from '../commands/answer-context.ts';
import type { EventOf } from '../events/app-event.ts';
import { loadReport, type StoredReport } from '../reviews/report-store.ts';

interface ShownReport {
  readonly reviewId: string;
  readonly headSha: string;
  readonly report: StoredReport;
}

/** The report that a check of a pull request shows: a check's external id is its review's. */
export async function reportOfCheck(
  { database, serviceKey }: AnswerContext,
  { repository, externalId }: EventOf<'check-run'>,
  pullNumber: number,
): Promise<ShownReport | undefined> {
  const [review] = await database.query<{ id: string; headSha: string }>(
    `select id, head_sha as "headSha" from reviews where id::text = $1 and repository_id = $2 and pull_number = $3`,
    [externalId, repository.id, pullNumber],
  );
  const report = review && (await loadReport(database, review.id, { serviceKey }));
  return review && report && { reviewId: review.id, headSha: review.headSha, report };
}
