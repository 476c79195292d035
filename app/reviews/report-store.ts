import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Queryable } from '../../database/connect.ts';
import type { Configuration } from '../../engine/config/configuration.ts';
import type { RuleStanding } from '../../engine/findings/rule-standing.ts';
import type { Suggestion } from '../../engine/report/github/plan-suggestions.ts';
import type { ReviewResult } from '../../engine/review-result.ts';
import { seal, unseal } from '../secrets/seal.ts';
import type { ReportIdentity } from './child-protocol.ts';

/** All that a review's reports, check runs and comments are made from. */
export interface StoredReport {
  readonly result: ReviewResult;
  readonly identity: ReportIdentity;
  readonly pullRequests: Configuration['pullRequests'];
  readonly standings: readonly RuleStanding[];
  readonly suggestions: readonly Suggestion[];
}

const PURPOSE = 'report';

/** Keeps a report, compressed and encrypted, since it quotes customers' code. A second one of the same review takes its place. */
export async function storeReport(
  database: Queryable,
  { reviewId, report, serviceKey, now }: { reviewId: string; report: StoredReport; serviceKey: Buffer; now: Date },
): Promise<void> {
  const content = seal(await promisify(gzip)(JSON.stringify(report)), { serviceKey, purpose: PURPOSE });
  await database.query(
    `insert into review_reports (review_id, content, stored_at) values ($1, $2, $3)
     on conflict (review_id) do update set content = excluded.content, stored_at = excluded.stored_at`,
    [reviewId, content, now],
  );
}

/** When a review's report was stored, which tells it from others of the same review. Undefined: there is none, or not any more. */
export async function reportStoredAt(database: Queryable, reviewId: string): Promise<Date | undefined> {
  const [row] = await database.query<{ stored_at: Date }>('select stored_at from review_reports where review_id = $1', [
    reviewId,
  ]);
  return row?.stored_at;
}

/** Undefined: there is none, or not any more. Throws `SealError` where it was encrypted with another key. */
export async function loadReport(
  database: Queryable,
  reviewId: string,
  { serviceKey }: { serviceKey: Buffer },
): Promise<StoredReport | undefined> {
  const [row] = await database.query<{ content: Buffer }>('select content from review_reports where review_id = $1', [
    reviewId,
  ]);
  if (row === undefined) return undefined;
  const plain = await promisify(gunzip)(unseal(row.content, { serviceKey, purpose: PURPOSE }));
  // Written by this program, and sealed against anybody else.
  return JSON.parse(plain.toString('utf8')) as StoredReport;
}
