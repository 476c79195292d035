import type { Database } from '../../database/connect.ts';
import type { Delivery } from '../support/github/webhooks/sender.ts';

export interface Figures {
  /** Attempts to hand an event over; those that were not the first of their event; those that failed. */
  readonly deliveries: number;
  readonly repeated: number;
  readonly failed: number;
  readonly reviews: Readonly<Record<string, number>>;
  readonly checkRuns: number;
  /** Seconds from the first attempt to deliver until GitHub showed the end of the review: the median, and the worst. */
  readonly usual: number;
  readonly worst: number;
}

export async function readFigures(database: Database, sent: readonly Delivery[]): Promise<Figures> {
  const rows = await database.query<{ correlationId: string; state: string; publishedAt: Date | null }>(
    'select correlation_id as "correlationId", state, published_at as "publishedAt" from reviews',
  );
  const [count] = await database.query<{ runs: number }>('select count(*)::int as runs from check_runs');
  const reviews: Record<string, number> = {};
  for (const { state } of rows) reviews[state] = (reviews[state] ?? 0) + 1;
  const firstSent = new Map<string, Date>();
  for (const { guid, at } of sent) if (!firstSent.has(guid)) firstSent.set(guid, at);
  const seconds = rows
    .flatMap(({ correlationId, publishedAt }) => {
      const from = firstSent.get(correlationId);
      return from && publishedAt ? [(publishedAt.getTime() - from.getTime()) / 1000] : [];
    })
    .sort((a, b) => a - b);
  return {
    deliveries: sent.length,
    repeated: sent.length - firstSent.size,
    failed: sent.filter(({ statusCode }) => statusCode < 200 || statusCode >= 300).length,
    reviews,
    checkRuns: count?.runs ?? 0,
    usual: seconds[Math.floor(seconds.length / 2)] ?? 0,
    worst: seconds.at(-1) ?? 0,
  };
}
