import type { Queryable } from '../../database/connect.ts';
import { loadReport, type StoredReport } from '../reviews/report-store.ts';

/** A report, and the review that it is of. */
export interface LatestReport {
  readonly reviewId: string;
  readonly headSha: string;
  readonly report: StoredReport;
}

/** What people see of a pull request: the report of its latest review that has one. */
export async function latestReport(
  database: Queryable,
  { repositoryId, pullNumber }: { readonly repositoryId: number; readonly pullNumber: number },
  keys: { readonly serviceKey: Buffer },
): Promise<LatestReport | undefined> {
  const [row] = await database.query<Omit<LatestReport, 'report'>>(
    `select reviews.id as "reviewId", head_sha as "headSha"
     from reviews join review_reports on review_reports.review_id = reviews.id
     where repository_id = $1 and pull_number = $2 and kind = 'pull-request' and state = 'completed'
     order by seq desc limit 1`,
    [repositoryId, pullNumber],
  );
  const report = row && (await loadReport(database, row.reviewId, keys));
  return row && report && { ...row, report };
}
