import type { Queryable } from '../../database/connect.ts';
import { cancelRunning } from './cancel-channel.ts';
import type { ReviewKind } from './review-row.ts';

export interface Cancelled {
  /** Which: all unfinished ones that fit everything said here. */
  readonly installationId?: number;
  readonly repositoryId?: number;
  readonly kind?: ReviewKind;
  readonly pullNumber?: number;
  readonly headSha?: string;
  /** One sentence for people: "The pull request was closed." */
  readonly reason: string;
  readonly now: Date;
}

/** Ends what is unfinished, in the caller's transaction: the jobs say so on GitHub, where they still may. */
export async function cancelReviews(tx: Queryable, cancelled: Cancelled): Promise<void> {
  const { installationId, repositoryId, kind, pullNumber, headSha, reason, now } = cancelled;
  if (installationId === undefined && repositoryId === undefined) throw new Error('whose reviews are to be cancelled?');
  const rows = await tx.query<{ id: string }>(
    `update reviews set state = 'cancelled', problem = $5, finished_at = $6
     where state in ('queued', 'running')
       and ($1::bigint is null or installation_id = $1) and ($2::bigint is null or repository_id = $2)
       and ($3::int is null or pull_number = $3) and ($4::text is null or head_sha = $4)
       and ($7::text is null or kind = $7)
     returning id`,
    [installationId ?? null, repositoryId ?? null, pullNumber ?? null, headSha ?? null, reason, now, kind ?? null],
  );
  for (const { id } of rows) await cancelRunning(tx, id);
}
