import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../database/connect.ts';
import { cancelRunning } from './cancel-channel.ts';
import { enqueueAnnouncement } from './enqueue-announcement.ts';
import { enqueueReview, subjectOf } from './enqueue-review.ts';
import type { ReviewKind } from './review-row.ts';

export interface WantedReview {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly kind: ReviewKind;
  readonly pullNumber?: number;
  readonly headSha: string;
  /** A branch of the base repository, or a commit; absent: the whole tree by itself. */
  readonly baseRef?: string;
  readonly wholeTree: boolean;
  /** What asked for it, such as `pull_request.opened`. */
  readonly trigger: string;
  /** The delivery that brought it. */
  readonly correlationId: string;
  readonly now: Date;
  /** Review anew what was reviewed before. */
  readonly again?: boolean;
  /** Of the plan: see `Entitlement.priority`. */
  readonly priority?: number;
}

/**
 * Asks for a review, in the caller's transaction, and gives its id. The same head is not reviewed twice unless `again`;
 * what is unfinished of other heads of the same pull request is superseded, and what waits of other tips of the default
 * branch. Call it for each event: twice is once.
 */
export async function requestReview(tx: Queryable, wanted: WantedReview): Promise<string> {
  await lockSubject(tx, wanted);
  const known = wanted.again === true ? undefined : await findReview(tx, wanted);
  await supersedeOthers(tx, wanted, known);
  if (known !== undefined) return known;
  const id = randomUUID();
  await insertReview(tx, id, wanted);
  const priority = (wanted.priority ?? 0) + (await countUnfinished(tx, wanted.installationId));
  await enqueueReview(tx, { id, ...wanted }, priority);
  await enqueueAnnouncement(tx, { id, ...wanted });
  return id;
}

/** Events of one subject that are handled at the same moment are put in a row, and what runs of it does not end meanwhile. */
async function lockSubject(tx: Queryable, wanted: WantedReview): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [subjectOf(wanted)]);
  await tx.query(
    `select from reviews
     where repository_id = $1 and kind = $2 and pull_number is not distinct from $3 and state in ('queued', 'running')
     for update`,
    [wanted.repositoryId, wanted.kind, wanted.pullNumber ?? null],
  );
}

/**
 * Of a head's reviews the latest alone: it is the one that GitHub shows, also where it was cancelled or had another base. Where another
 * head came to an end since, as before a push was taken back, what was told of that one is told still: none is known.
 */
async function findReview(tx: Queryable, wanted: WantedReview): Promise<string | undefined> {
  const rows = await tx.query<{ id: string }>(
    `select id from (
       select id, base_ref, whole_tree, state, seq from reviews
       where repository_id = $1 and head_sha = $2 and kind = $3 and pull_number is not distinct from $4
       order by seq desc limit 1
     ) as latest
     where base_ref is not distinct from $5 and whole_tree = $6 and state in ('queued', 'running', 'completed')
       and ($3 = 'merge-group' or not exists (
         select from reviews as later
         where later.repository_id = $1 and later.kind = $3 and later.pull_number is not distinct from $4
           and later.head_sha <> $2 and later.seq > latest.seq and later.state in ('completed', 'failed')
       ))`,
    [
      wanted.repositoryId,
      wanted.headSha,
      wanted.kind,
      wanted.pullNumber ?? null,
      wanted.baseRef ?? null,
      wanted.wholeTree,
    ],
  );
  return rows[0]?.id;
}

/**
 * Their jobs stay: they say on GitHub what became of them.
 *
 * What a running review of a default branch measures is true of its commit: ended by each push, one of a branch that is pushed to
 * faster than a review ends would never come to its end.
 */
async function supersedeOthers(tx: Queryable, wanted: WantedReview, known: string | undefined): Promise<void> {
  if (wanted.kind === 'merge-group') return;
  const rows = await tx.query<{ id: string }>(
    `update reviews set state = 'superseded', superseded_by = $4, finished_at = $5
     where repository_id = $1 and kind = $2 and pull_number is not distinct from $3
       and (state = 'queued' or (state = 'running' and kind <> 'repository')) and id is distinct from $6
     returning id`,
    [wanted.repositoryId, wanted.kind, wanted.pullNumber ?? null, wanted.headSha, wanted.now, known ?? null],
  );
  for (const { id } of rows) await cancelRunning(tx, id);
}

async function insertReview(tx: Queryable, id: string, wanted: WantedReview): Promise<void> {
  await tx.query(
    `insert into reviews (id, installation_id, repository_id, kind, pull_number, head_sha, base_ref, whole_tree, state,
                          trigger, correlation_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'queued', $9, $10, $11)`,
    [
      id,
      wanted.installationId,
      wanted.repositoryId,
      wanted.kind,
      wanted.pullNumber ?? null,
      wanted.headSha,
      wanted.baseRef ?? null,
      wanted.wholeTree,
      wanted.trigger,
      wanted.correlationId,
      wanted.now,
    ],
  );
}

/**
 * The n-th waiting review of an installation runs after the first of any other: one with a thousand pull requests does
 * not starve another.
 */
async function countUnfinished(tx: Queryable, installationId: number): Promise<number> {
  const rows = await tx.query<{ waiting: number }>(
    `select count(*)::int as waiting from reviews where installation_id = $1 and state in ('queued', 'running')`,
    [installationId],
  );
  return rows[0]?.waiting ?? 0;
}
