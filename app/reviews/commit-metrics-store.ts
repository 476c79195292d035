import type { Queryable } from '../../database/connect.ts';
import type { ReviewResult } from '../../engine/review-result.ts';
import { openFindings } from '../../engine/verdict/open-findings.ts';
import type { ReviewRow } from './review-row.ts';

/** The commit's metrics, for trends, and its open findings: the baseline that later ones are told apart from. */
export async function keepCommitMetrics(
  tx: Queryable,
  { review, result }: { readonly review: ReviewRow; readonly result: ReviewResult },
): Promise<void> {
  const findings = openFindings(result.findings).map(({ fingerprint, path, ruleId, severity }) => ({
    fingerprint,
    path,
    ruleId,
    severity,
  }));
  await tx.query(
    `insert into commit_metrics (repository_id, sha, committed_at, review_id, measures, ratings, findings)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (repository_id, sha) do update
       set committed_at = excluded.committed_at, review_id = excluded.review_id, measures = excluded.measures,
           ratings = excluded.ratings, findings = excluded.findings`,
    [
      review.repositoryId,
      review.headSha,
      result.subject.at,
      review.id,
      JSON.stringify(result.measures),
      JSON.stringify(result.ratings),
      JSON.stringify(findings),
    ],
  );
}
