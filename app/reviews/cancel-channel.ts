import type { Queryable } from '../../database/connect.ts';

/** Names the review that a worker is to end at once. */
export const CANCEL_CHANNEL = 'plumbline_cancel';

/** Tells whichever worker runs the review; heard once the caller's transaction is committed. */
export async function cancelRunning(tx: Queryable, reviewId: string): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [CANCEL_CHANNEL, reviewId]);
}
