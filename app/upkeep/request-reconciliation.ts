import type { Queryable } from '../../database/connect.ts';
import { enqueue } from '../../database/queue.ts';
import { MARGIN, wantReconciliation } from './reconciliation-store.ts';

/** After reviews that people wait for. */
const PRIORITY = 1_000;

/**
 * Has an installation's repositories looked through for what happened since then, and a little before, in the caller's
 * transaction.
 */
export async function requestReconciliation(
  tx: Queryable,
  wanted: { readonly installationId: number; readonly since: Date; readonly wantedAt: Date },
): Promise<void> {
  const { installationId, since } = wanted;
  await wantReconciliation(tx, { ...wanted, since: new Date(since.getTime() - MARGIN) });
  await enqueue(tx, {
    task: 'reconcile-installation',
    payload: { installationId },
    key: `reconcile-installation:${installationId}`,
    // One installation's repositories are not looked through by two workers at once.
    queue: `reconcile-installation:${installationId}`,
    priority: PRIORITY,
  });
}
