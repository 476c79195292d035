import type { Database } from '../../database/connect.ts';
import { listen } from '../../database/notify.ts';
import { CANCEL_CHANNEL } from './cancel-channel.ts';

/** The reviews that this process runs at the moment, so that they can be ended when they are not wanted any more. */
export interface RunningReviews {
  /** The signal is aborted when the review is superseded or cancelled, or when `outer` is. */
  begin(reviewId: string, outer: AbortSignal): { readonly signal: AbortSignal; end(): void };
  close(): Promise<void>;
}

/** Hears of cancelled reviews; what was missed while a connection was lost, the job notices at its next step. */
export async function watchRunningReviews(database: Database): Promise<RunningReviews> {
  const running = new Map<string, AbortController>();
  const listening = await listen(database, CANCEL_CHANNEL, (reviewId) => running.get(reviewId)?.abort());
  return {
    begin(reviewId, outer) {
      const controller = new AbortController();
      running.set(reviewId, controller);
      return {
        signal: AbortSignal.any([controller.signal, outer]),
        end: () => {
          if (running.get(reviewId) === controller) running.delete(reviewId);
        },
      };
    },
    close: () => listening.close(),
  };
}
