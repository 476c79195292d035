import type { Database, Queryable } from '../../database/connect.ts';
import type { Log } from '../../database/log.ts';
import type { GitHubClient } from '../../github/client/github-client.ts';
import type { RequestPurpose } from '../../github/client/rate-budget.ts';
import type { Entitlements } from '../entitlements.ts';

/** What the handling of events is given. */
export interface EventContext {
  readonly database: Database;
  /** Ours: checks of other Apps are none of our business. */
  readonly appId: number;
  readonly clientOf: (
    installationId: number,
    options?: { readonly purpose?: RequestPurpose; readonly doubtful?: boolean },
  ) => Promise<GitHubClient>;
  readonly entitlements: Entitlements;
  readonly clock: () => Date;
  readonly log: Log;
}

/** The delivery that an event came by. */
export interface DeliveryFacts {
  /** The correlation id of all that follows from it. */
  readonly id: string;
  readonly receivedAt: Date;
}

/** What is to be done, in the transaction that marks the delivery as handled. It asks nobody but the database. */
export type Effects = (tx: Queryable, now: Date) => Promise<void>;

/** Reads what it has to from GitHub, and answers what is to be done. May run again: it changes nothing by itself. */
export type EventHandler<Event> = (context: EventContext, event: Event, delivery: DeliveryFacts) => Promise<Effects>;
