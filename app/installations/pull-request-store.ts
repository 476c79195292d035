import type { Queryable } from '../../database/connect.ts';
import type { PullFacts } from '../events/app-event.ts';

/** The instant by the database's clock, as text: a Date would cut its microseconds off. To be taken before GitHub is asked. */
export async function readingInstant(database: Queryable): Promise<string> {
  const [row] = await database.query<{ at: string }>('select clock_timestamp()::text as at');
  if (!row) throw new Error('the database told no time');
  return row.at;
}

/**
 * Keeps what GitHub says of a pull request, unless what is kept is the answer to a later question.
 *
 * @param told.readAt from `readingInstant`
 */
export async function upsertPullRequest(
  tx: Queryable,
  pull: PullFacts,
  told: { readonly repositoryId: number; readonly readAt: string },
): Promise<void> {
  await tx.query(
    `insert into pull_requests as known
       (repository_id, number, head_sha, base_ref, state, draft, author, author_is_bot, labels, updated_at, read_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (repository_id, number) do update
       set head_sha = excluded.head_sha, base_ref = excluded.base_ref, state = excluded.state, draft = excluded.draft,
           author = excluded.author, author_is_bot = excluded.author_is_bot, labels = excluded.labels,
           updated_at = excluded.updated_at, read_at = excluded.read_at
       where known.read_at <= excluded.read_at`,
    [
      told.repositoryId,
      pull.number,
      pull.headSha,
      pull.baseRef,
      pull.state,
      pull.draft,
      pull.author.login,
      pull.author.isBot,
      pull.labels,
      pull.updatedAt,
      told.readAt,
    ],
  );
}

/** Whether what is kept is the answer to a later question. Until the transaction ends, nobody changes it. */
export async function wasReadAfter(
  tx: Queryable,
  told: { readonly repositoryId: number; readonly pullNumber: number; readonly readAt: string },
): Promise<boolean> {
  const rows = await tx.query(
    'select from pull_requests where repository_id = $1 and number = $2 and read_at > $3 for update',
    [told.repositoryId, told.pullNumber, told.readAt],
  );
  return rows.length > 0;
}

/** What counts of a pull request: the answer to the latest question. Until the transaction ends, nobody changes it. */
export async function lockKeptPull(
  tx: Queryable,
  { repositoryId, pullNumber }: { readonly repositoryId: number; readonly pullNumber: number },
): Promise<Pick<PullFacts, 'headSha' | 'baseRef' | 'state'> | undefined> {
  const [row] = await tx.query<Pick<PullFacts, 'headSha' | 'baseRef' | 'state'>>(
    `select head_sha as "headSha", base_ref as "baseRef", state from pull_requests
     where repository_id = $1 and number = $2 for update`,
    [repositoryId, pullNumber],
  );
  return row;
}

/** `/plumbline pause` and `resume`. */
export async function setPausedBy(
  tx: Queryable,
  pull: { readonly repositoryId: number; readonly pullNumber: number; readonly pausedBy: string | null },
): Promise<void> {
  await tx.query('update pull_requests set paused_by = $3 where repository_id = $1 and number = $2', [
    pull.repositoryId,
    pull.pullNumber,
    pull.pausedBy,
  ]);
}
