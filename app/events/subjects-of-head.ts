import type { Queryable } from '../../database/connect.ts';
import type { ReviewKind } from '../reviews/review-row.ts';

/** What a review is of. */
export type ReviewSubject =
  | { readonly kind: 'pull-request'; readonly number: number; readonly wholeTree: boolean }
  | { readonly kind: 'merge-group'; readonly headSha: string; readonly baseRef: string }
  | { readonly kind: 'repository' };

export interface ReviewedHead {
  readonly repositoryId: number;
  readonly headSha: string;
  /**
   * A review's id, if it is known: then its subject alone is meant, or where that is a pull request that was closed or has another head,
   * the open ones with this head: they decide its check. May be any text.
   */
  readonly reviewId: string | null;
  /** What is asked is about the report of that review, wherever its pull request is. */
  readonly isOfReport?: boolean;
  /** What GitHub says is at this head; of forks it says nothing. */
  readonly pullNumbers: readonly number[];
}

/** What was reviewed at a head; where nothing was, its pull requests. */
export async function subjectsOfHead(database: Queryable, head: ReviewedHead): Promise<ReviewSubject[]> {
  const rows = await database.query<Row>(
    `select distinct on (kind, pull_number) id, kind, pull_number as "pullNumber", reviews.head_sha as "headSha",
            reviews.base_ref as "baseRef", whole_tree as "wholeTree",
            pulls.state = 'open' and pulls.head_sha = reviews.head_sha as "isHere"
     from reviews left join pull_requests as pulls
       on pulls.repository_id = reviews.repository_id and pulls.number = reviews.pull_number
     where reviews.repository_id = $1 and reviews.head_sha = $2
     order by kind, pull_number, id::text = $3 desc, seq desc`,
    [head.repositoryId, head.headSha, head.reviewId],
  );
  const found = meantBy(head, rows).map(subjectOfRow);
  if (found.length > 0) return found;
  return head.pullNumbers.map((number) => ({ kind: 'pull-request', number, wholeTree: false }));
}

function meantBy({ reviewId, isOfReport = false }: ReviewedHead, rows: readonly Row[]): readonly Row[] {
  const meant = rows.filter(({ id }) => id === reviewId);
  if (meant.length === 0) return rows;
  const isElsewhere = !isOfReport && meant.some(({ isHere }) => isHere === false);
  const instead = isElsewhere ? rows.filter(({ isHere }) => isHere === true) : [];
  return instead.length > 0 ? instead : meant;
}

interface Row {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly pullNumber: number | null;
  readonly headSha: string;
  readonly baseRef: string | null;
  readonly wholeTree: boolean;
  /** Whether its pull request is open and has this head, as far as is known; null: it is none, or nothing is known of it. */
  readonly isHere: boolean | null;
}

function subjectOfRow({ kind, pullNumber, headSha, baseRef, wholeTree }: Row): ReviewSubject {
  switch (kind) {
    case 'pull-request':
      return { kind, number: pullNumber ?? 0, wholeTree };
    case 'merge-group':
      return { kind, headSha, baseRef: baseRef ?? '' };
    case 'repository':
      return { kind };
  }
}
