import { parseCronItems, type ParsedCronItem } from 'graphile-worker';

export interface CronItem {
  readonly task: string;
  /** Minute, hour, day, month and day of the week, in UTC: `0 4 * * *`. */
  readonly match: string;
  readonly payload?: Record<string, unknown>;
}

/** One that was missed, because no worker ran, is not made up for; one that is late is not done twice at once. */
export function parseCron(items: readonly CronItem[]): ParsedCronItem[] {
  return parseCronItems(
    items.map(({ task, match, payload = {} }) => {
      const name = `cron:${task}`;
      const options = { jobKey: name, jobKeyMode: 'preserve_run_at', queueName: name, maxAttempts: 5 } as const;
      return { task, match, payload, identifier: name, options };
    }),
  );
}

/** The payload without what the library adds to it. */
export function withoutCronField(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('_cron' in payload)) return payload;
  const { _cron: _, ...rest } = payload;
  return rest;
}
