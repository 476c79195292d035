import type { Queryable } from '../../database/connect.ts';
import { REVIEW_COLUMNS, type ReviewRow } from './review-row.ts';

/** What is known of the open pull requests that have a commit as their head. */
export interface PullsAtHead {
  /** The latest review of each that came to an end of its own. */
  readonly ended: readonly ReviewRow[];
  /** Numbers of those whose latest review has not ended. */
  readonly unfinished: readonly number[];
}

export async function loadPullsAtHead(
  database: Queryable,
  { repositoryId, headSha }: Pick<ReviewRow, 'repositoryId' | 'headSha'>,
): Promise<PullsAtHead> {
  const [ended, latest] = await Promise.all([
    database.query<ReviewRow>(
      `select distinct on (pull_number) ${REVIEW_COLUMNS} from reviews
       where ${AT_OPEN_HEAD} and state in ('completed', 'failed') order by pull_number, seq desc`,
      [repositoryId, headSha],
    ),
    database.query<Pick<ReviewRow, 'state'> & { readonly pullNumber: number }>(
      `select distinct on (pull_number) pull_number as "pullNumber", state from reviews
       where ${AT_OPEN_HEAD} order by pull_number, seq desc`,
      [repositoryId, headSha],
    ),
  ]);
  const unfinished = latest.filter(({ state }) => state === 'queued' || state === 'running');
  return { ended, unfinished: unfinished.map(({ pullNumber }) => pullNumber) };
}

const AT_OPEN_HEAD = `
  repository_id = $1 and head_sha = $2 and kind = 'pull-request' and exists (
    select from pull_requests as pulls
    where pulls.repository_id = reviews.repository_id and pulls.number = reviews.pull_number
      and pulls.head_sha = reviews.head_sha and pulls.state = 'open'
  )`;
