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
  /** A review's id, if it is known: then its subject alone is meant. May be any text. */
  readonly reviewId: string | null;
  /** What GitHub says is at this head; of forks it says nothing. */
  readonly pullNumbers: readonly number[];
}

/** What was reviewed at a head; where nothing was, its pull requests. */
export async function subjectsOfHead(database: Queryable, head: ReviewedHead): Promise<ReviewSubject[]> {
  const rows = await database.query<Row>(
    `select distinct on (kind, pull_number) id, kind, pull_number as "pullNumber", head_sha as "headSha",
            base_ref as "baseRef", whole_tree as "wholeTree"
     from reviews where repository_id = $1 and head_sha = $2
     order by kind, pull_number, id::text = $3 desc, seq desc`,
    [head.repositoryId, head.headSha, head.reviewId],
  );
  const meant = rows.filter(({ id }) => id === head.reviewId);
  const found = (meant.length > 0 ? meant : rows).map(subjectOfRow);
  if (found.length > 0) return found;
  return head.pullNumbers.map((number) => ({ kind: 'pull-request', number, wholeTree: false }));
}

interface Row {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly pullNumber: number | null;
  readonly headSha: string;
  readonly baseRef: string | null;
  readonly wholeTree: boolean;
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
