import type { Database } from '../../database/connect.ts';
import type { Log } from '../../database/log.ts';
import { listen } from '../../database/notify.ts';
import { CANCEL_CHANNEL } from './cancel-channel.ts';

/** The reviews that this process runs at the moment, so that they can be ended when they are not wanted any more. */
export interface RunningReviews {
  /** The signal is aborted when the review is superseded or cancelled, or when `outer` is. */
  begin(reviewId: string, outer: AbortSignal): { readonly signal: AbortSignal; end(): void };
  close(): Promise<void>;
}

/** Hears of reviews that are called off; after a lost connection it asks what it missed. */
export async function watchRunningReviews(database: Database, log: Log): Promise<RunningReviews> {
  const running = new Map<string, AbortController>();
  const abort = (reviewId: string) => running.get(reviewId)?.abort();
  const abortEnded = async (): Promise<void> => {
    for (const { id } of await endedOf(database, [...running.keys()])) abort(id);
  };
  const listener = listen(database, CANCEL_CHANNEL, abort, {
    log,
    onListening: () =>
      void abortEnded().catch((err: unknown) => log.warn({ err }, 'running reviews were not looked at')),
  });
  await listener.ready;
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
    close: () => listener.close(),
  };
}

async function endedOf(database: Database, ids: readonly string[]): Promise<{ id: string }[]> {
  if (ids.length === 0) return [];
  return database.query<{ id: string }>(
    `select id from reviews where id = any($1::uuid[]) and state not in ('queued', 'running')`,
    [ids],
  );
}
