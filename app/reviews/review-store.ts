import type { Queryable } from '../../database/connect.ts';
import type { ReviewOutcome } from './review-outcome.ts';
import { REVIEW_COLUMNS, type ReviewRow } from './review-row.ts';

export async function loadReview(database: Queryable, id: string): Promise<ReviewRow | undefined> {
  const [row] = await database.query<ReviewRow>(`select ${REVIEW_COLUMNS} from reviews where id = $1`, [id]);
  return row;
}

/** False: it has come to an end meanwhile. */
export async function markRunning(database: Queryable, id: string, now: Date): Promise<boolean> {
  const rows = await database.query(
    `update reviews set state = 'running', started_at = coalesce(started_at, $2)
     where id = $1 and state in ('queued', 'running') returning id`,
    [id, now],
  );
  return rows.length > 0;
}

/** What was compared, as found after fetching: a merge group with the same trees need not be reviewed again. */
export async function recordTrees(
  database: Queryable,
  { id, headTree, baseTree }: { id: string; headTree: string; baseTree: string | undefined },
): Promise<void> {
  await database.query('update reviews set head_tree = $2, base_tree = $3 where id = $1', [
    id,
    headTree,
    baseTree ?? null,
  ]);
}

export interface ReviewEnd {
  readonly id: string;
  readonly state: 'completed' | 'failed' | 'cancelled';
  /** Of its check run. */
  readonly conclusion: string;
  /** Why it failed or was cancelled, in words for people. */
  readonly problem?: string;
  readonly outcome?: ReviewOutcome;
  /** Names of the checks of the configuration's projects, where it was read. */
  readonly projectChecks?: readonly string[];
  readonly reusedFrom?: string;
  readonly now: Date;
}

/** False: it came to another end meanwhile, which stands. */
export async function markEnded(database: Queryable, end: ReviewEnd): Promise<boolean> {
  const rows = await database.query(
    `update reviews
     set state = $2, conclusion = $3, problem = $4, outcome = $5, reused_from = $6, finished_at = $7,
         project_checks = $8
     where id = $1 and state in ('queued', 'running') returning id`,
    [
      end.id,
      end.state,
      end.conclusion,
      end.problem ?? null,
      end.outcome === undefined ? null : JSON.stringify(end.outcome),
      end.reusedFrom ?? null,
      end.now,
      end.projectChecks ?? null,
    ],
  );
  return rows.length > 0;
}

/**
 * GitHub shows the end of it, or nothing can be shown there any more: nobody comes back to it. False: meanwhile something changed that its
 * checks depend on, and it is to be shown again.
 */
export async function markPublished(
  database: Queryable,
  { id, showAgainAt }: Pick<ReviewRow, 'id' | 'showAgainAt'>,
  now: Date,
): Promise<boolean> {
  const rows = await database.query(
    `update reviews set published_at = $3
     where id = $1 and published_at is null and show_again_at is not distinct from $2::timestamptz returning id`,
    [id, showAgainAt, now],
  );
  return rows.length > 0;
}

/** What a review job needs of the place it works on; undefined where it is gone. */
export interface ReviewPlace {
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string | null;
  readonly accountId: number;
  /** The installation is there, not suspended, and has the repository. */
  readonly active: boolean;
  /** Whether the App may commit there and resolve conversations, for which GitHub wants `contents: write`. */
  readonly mayWriteContents: boolean;
}

export async function loadPlace(
  database: Queryable,
  { repositoryId, installationId }: Pick<ReviewRow, 'repositoryId' | 'installationId'>,
): Promise<ReviewPlace | undefined> {
  const [row] = await database.query<ReviewPlace>(
    `select r.owner, r.name as repo, r.default_branch as "defaultBranch", i.account_id as "accountId",
            r.removed_at is null and i.deleted_at is null and i.suspended_at is null as active,
            i.permissions ->> 'contents' is not distinct from 'write' as "mayWriteContents"
     from repositories r join installations i on i.id = r.installation_id
     where r.id = $1 and r.installation_id = $2`,
    [repositoryId, installationId],
  );
  return row;
}

export interface PullFacts {
  readonly draft: boolean;
  readonly author: string;
  readonly authorIsBot: boolean;
  readonly labels: readonly string[];
  readonly pausedBy: string | null;
}

type PullAddress = Pick<ReviewRow, 'repositoryId' | 'pullNumber'>;

const PULL_FACTS = `
  select draft, author, author_is_bot as "authorIsBot", labels, paused_by as "pausedBy"
  from pull_requests where repository_id = $1 and number = $2`;

export async function loadPull(database: Queryable, { repositoryId, pullNumber }: PullAddress) {
  const [row] = await database.query<PullFacts>(PULL_FACTS, [repositoryId, pullNumber]);
  return row;
}

/** The same; until the transaction ends, nobody changes it. */
export async function lockPull(tx: Queryable, { repositoryId, pullNumber }: PullAddress) {
  const [row] = await tx.query<PullFacts>(`${PULL_FACTS} for update`, [repositoryId, pullNumber]);
  return row;
}

/** A completed review of the last day that compared the same trees and has its report still. */
export async function findSameTrees(
  database: Queryable,
  sought: { repositoryId: number; headTree: string; baseTree: string; since: Date },
): Promise<{ readonly id: string; readonly headSha: string; readonly conclusion: string } | undefined> {
  const [row] = await database.query<{ id: string; headSha: string; conclusion: string }>(
    `select id, head_sha as "headSha", conclusion from reviews
     where repository_id = $1 and head_tree = $2 and base_tree = $3 and state = 'completed' and not whole_tree
       and finished_at > $4 and exists (select from review_reports where review_id = reviews.id)
     order by finished_at desc limit 1`,
    [sought.repositoryId, sought.headTree, sought.baseTree, sought.since],
  );
  return row;
}

/** Id of a later review of the same pull request, if there is one. */
export async function findSuccessor(
  database: Queryable,
  { id, repositoryId, pullNumber }: Pick<ReviewRow, 'id' | 'repositoryId' | 'pullNumber'>,
): Promise<string | undefined> {
  const [row] = await database.query<{ id: string }>(
    `select later.id from reviews later join reviews own on own.id = $1
     where later.repository_id = $2 and later.pull_number = $3 and later.seq > own.seq limit 1`,
    [id, repositoryId, pullNumber],
  );
  return row?.id;
}

/**
 * Whether the same commit has a later review: of checks with one name GitHub shows the newest. Those of other pull requests do not count,
 * for each shows what all of them come to.
 */
export function isOvertaken(database: Queryable, review: OfCommit): Promise<boolean> {
  return hasLater(database, review, `later.kind <> own.kind or ${SAME_PULL}`);
}

/** Whether the same commit has a later review of the same pull request, or of what else it was reviewed as. */
export function isReviewedAnew(database: Queryable, review: OfCommit): Promise<boolean> {
  return hasLater(database, review, `later.kind = own.kind and ${SAME_PULL}`);
}

type OfCommit = Pick<ReviewRow, 'id' | 'repositoryId' | 'headSha'>;

const SAME_PULL = 'later.pull_number is not distinct from own.pull_number';

async function hasLater(
  database: Queryable,
  { id, repositoryId, headSha }: OfCommit,
  condition: string,
): Promise<boolean> {
  const rows = await database.query(
    `select from reviews later join reviews own on own.id = $1
     where later.repository_id = $2 and later.head_sha = $3 and later.seq > own.seq and (${condition}) limit 1`,
    [id, repositoryId, headSha],
  );
  return rows.length > 0;
}
