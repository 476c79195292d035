import type { GitHubClient } from '../../github/client/github-client.ts';
import type { EventOf } from '../events/app-event.ts';
import type { DeliveryFacts } from '../events/event-context.ts';

/** A button of our check that was pressed, by somebody who may. */
export interface Pressed {
  readonly event: EventOf<'check-run'>;
  readonly delivery: DeliveryFacts;
  readonly client: GitHubClient;
  readonly priority: number;
}
