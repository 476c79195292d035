import type { Queryable } from '../../database/connect.ts';
import { enqueue } from '../../database/queue.ts';

/**
 * Asks for a look at what people said of a pull request's findings, in the caller's transaction: when it was reviewed again,
 * and when it is closed. GitHub tells of no reaction by itself. Twice is once.
 */
export async function requestFeedback(
  tx: Queryable,
  { repositoryId, pullNumber }: { readonly repositoryId: number; readonly pullNumber: number },
): Promise<void> {
  await enqueue(tx, {
    task: 'collect-feedback',
    payload: { repositoryId, pullNumber },
    key: `collect-feedback:${repositoryId}:${pullNumber}`,
    queue: `feedback:${repositoryId}`,
    // After whatever people wait for.
    priority: 1_000,
  });
}
