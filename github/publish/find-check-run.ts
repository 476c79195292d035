import type { GitHubClient } from '../client/github-client.ts';
import { PAGE_SIZE } from '../limits.ts';
import type { CheckPlace, CheckRunHandle } from './check-handle.ts';

export interface CheckIdentity extends CheckPlace {
  /** Of the review. */
  readonly externalId: string;
  /** Ours: another App may give its check runs any name and external id. Absent: not known. */
  readonly appId?: number;
}

export interface FoundCheckRun {
  readonly id: number;
  readonly html_url: string | null;
  readonly status: string;
  readonly conclusion: string | null;
  readonly output: { readonly title: string | null; readonly annotations_count: number };
  /** Ids of others of this review that have not ended: two workers at once, each of which took the other for dead, make two. */
  readonly twins?: readonly number[];
}

/** The check run of this review, if one was created. The oldest, should there be several. */
export async function findCheckRun(client: GitHubClient, identity: CheckIdentity): Promise<FoundCheckRun | undefined> {
  const { repository, headSha, name, externalId, appId } = identity;
  const runs = await client.paginate(client.rest.checks.listForRef, {
    ...repository,
    ref: headSha,
    check_name: name,
    filter: 'all',
    per_page: PAGE_SIZE,
    ...(appId !== undefined && { app_id: appId }),
  });
  const [first, ...others] = runs
    .filter((run) => run.external_id === externalId && run.name === name && run.head_sha === headSha)
    .sort((a, b) => a.id - b.id);
  const twins = others.filter(({ status }) => status !== 'completed').map(({ id }) => id);
  return first && { ...first, twins };
}

export function handleOf({ id, html_url: url, twins = [] }: FoundCheckRun, place: CheckPlace): CheckRunHandle {
  const { repository, headSha, name, detailsUrl } = place;
  return {
    kind: 'check-run',
    repository,
    headSha,
    name,
    id,
    twins,
    ...(detailsUrl !== undefined && { detailsUrl }),
    ...(url !== null && { url }),
  };
}
