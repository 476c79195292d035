import type * as z from 'zod';
import {
  readAccountRenamed,
  readInstallation,
  readInstallationRepositories,
  readMarketplacePurchase,
  readRepository,
} from './account-event-readers.ts';
import { appEventSchema, type AppEvent } from './app-event.ts';
import {
  readCheckRun,
  readCheckSuite,
  readCommand,
  readMergeGroup,
  readPullRequest,
  readPush,
} from './code-event-readers.ts';
import type { Reader } from './payload-reader.ts';

export type ReadEvent =
  | {
      readonly kind: 'event';
      readonly event: AppEvent;
      readonly action: string | null;
      readonly installationId: number | null;
      readonly repositoryId: number | null;
    }
  /** Nothing we act on. */
  | { readonly kind: 'ignored' }
  /** An event we act on, in a shape we do not know. `why` names the place and holds nothing of the payload's text. */
  | { readonly kind: 'unreadable'; readonly why: string };

/**
 * What a webhook means to us. Tolerant of what GitHub may add or leave out beyond what we need; never throws.
 *
 * Left out on purpose: `member` and `organization`. Who may command us is asked of GitHub when a command or a button
 * runs, so no access is kept that they could make stale, and the App needs no permission to see members.
 *
 * @param name of the event, from the header `X-GitHub-Event`
 * @param payload the parsed body
 */
export function readEvent(name: string, payload: unknown): ReadEvent {
  const reader = READERS.get(name);
  if (!reader) return { kind: 'ignored' };
  const read = reader(payload);
  if (read === 'ignored') return { kind: 'ignored' };
  if (!read.success) return unreadable(read.error);
  const event = appEventSchema.safeParse(read.data);
  if (!event.success) return unreadable(event.error);
  return { kind: 'event', event: event.data, ...keysOf(event.data) };
}

/** An event's columns in `deliveries`. */
function keysOf(event: AppEvent): {
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
} {
  const installationId =
    'installationId' in event ? event.installationId : 'installation' in event ? event.installation.id : null;
  return {
    action: 'action' in event ? event.action : null,
    installationId,
    repositoryId: 'repository' in event ? event.repository.id : null,
  };
}

/** Places of a payload's schema are ours; keys that stand in a payload never get here. */
function unreadable(error: z.ZodError): ReadEvent {
  const why = error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ');
  return { kind: 'unreadable', why: why.slice(0, 300) };
}

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['pull_request', readPullRequest],
  ['check_run', readCheckRun],
  ['check_suite', readCheckSuite],
  ['push', readPush],
  ['merge_group', readMergeGroup],
  ['issue_comment', readCommand],
  ['installation', readInstallation],
  ['installation_repositories', readInstallationRepositories],
  ['installation_target', readAccountRenamed],
  ['repository', readRepository],
  ['marketplace_purchase', readMarketplacePurchase],
]);

/** The events that are acted on, as in the header `X-GitHub-Event`. */
export const EVENT_NAMES: readonly string[] = [...READERS.keys()];
