import * as z from 'zod';
import type { GitHubClient } from '../../github/client/github-client.ts';
import { PAGE_SIZE } from '../../github/limits.ts';
import type { FailedDelivery } from './failed-delivery-store.ts';

export interface ListedDelivery extends FailedDelivery {
  readonly failed: boolean;
}

export interface DeliveriesPage {
  /** The latest first. */
  readonly deliveries: readonly ListedDelivery[];
  /** Names the next page; undefined: this is the last. */
  readonly next: string | undefined;
}

const listed = z
  // Octokit gives a number that is too large for one as a bigint.
  .object({
    id: z.union([z.number(), z.bigint()]),
    guid: z.string(),
    delivered_at: z.coerce.date(),
    status_code: z.number(),
  })
  .transform(({ id, guid, ...rest }): ListedDelivery => ({
    guid,
    attemptId: String(id),
    deliveredAt: rest.delivered_at,
    // GitHub counts redirections as delivered.
    failed: rest.status_code < 200 || rest.status_code >= 400,
  }));

/**
 * A page of attempts at the App's deliveries that failed. GitHub counts one that could not connect as answered with 502, so that it is
 * among them (the example of `hook-delivery-item` in its OpenAPI description). A server that does not know the filter lists all of them.
 */
export async function readDeliveries(client: GitHubClient, cursor: string | undefined): Promise<DeliveriesPage> {
  const { data, headers } = await client.rest.apps.listWebhookDeliveries({
    status: 'failure',
    per_page: PAGE_SIZE,
    ...(cursor !== undefined && { cursor }),
  });
  return { deliveries: z.array(listed).parse(data), next: nextCursor(headers.link) };
}

function nextCursor(link: string | undefined): string | undefined {
  const address = /<([^<>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
  return address === undefined ? undefined : (new URL(address).searchParams.get('cursor') ?? undefined);
}
