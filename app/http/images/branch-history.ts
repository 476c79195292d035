import * as z from 'zod';
import type { Queryable } from '../../../database/connect.ts';
import type { Rating } from '../../../engine/verdict/measures.ts';

/** One commit of the default branch, as far as images show it. */
export interface BranchPoint {
  readonly at: Date;
  readonly openFindings: number;
  readonly debtMinutes: number;
  /** 0 to 1; undefined where it was not measured. */
  readonly coverage: number | undefined;
  readonly ratings: Readonly<Partial<Record<'reliability' | 'security' | 'maintainability', Rating>>>;
  /** GitHub's conclusion of the review; null where it has not ended. */
  readonly conclusion: string | null;
}

const rating = z.enum(['A', 'B', 'C', 'D', 'E']).optional();
const measuresSchema = z.object({
  findings: z.record(z.string(), z.number()),
  debtMinutes: z.number(),
  coverageShare: z.number().optional(),
});
const ratingsSchema = z.object({ reliability: rating, security: rating, maintainability: rating });

interface Row {
  readonly committed_at: Date;
  readonly measures: unknown;
  readonly ratings: unknown;
  readonly conclusion: string | null;
}

/** The newest commits of a repository's default branch, oldest first. Empty where the repository is not ours any more. */
export async function readBranchHistory(
  database: Queryable,
  { repositoryId, commits }: { repositoryId: number; commits: number },
): Promise<readonly BranchPoint[]> {
  const rows = await database.query<Row>(
    `select metrics.committed_at, metrics.measures, metrics.ratings, reviews.conclusion
     from commit_metrics as metrics
     join repositories on repositories.id = metrics.repository_id and repositories.removed_at is null
     join reviews on reviews.id = metrics.review_id
     where metrics.repository_id = $1
     order by metrics.committed_at desc, metrics.sha
     limit $2`,
    [repositoryId, commits],
  );
  return rows.map(pointOf).reverse();
}

function pointOf(row: Row): BranchPoint {
  const measures = measuresSchema.parse(row.measures);
  const { reliability, security, maintainability } = ratingsSchema.parse(row.ratings);
  return {
    at: row.committed_at,
    openFindings: Object.values(measures.findings).reduce((sum, count) => sum + count, 0),
    debtMinutes: measures.debtMinutes,
    coverage: measures.coverageShare,
    ratings: {
      ...(reliability && { reliability }),
      ...(security && { security }),
      ...(maintainability && { maintainability }),
    },
    conclusion: row.conclusion,
  };
}

/** Undefined where the repository is not ours any more. */
export async function readInstallationOf(database: Queryable, repositoryId: number): Promise<number | undefined> {
  const [row] = await database.query<{ installation_id: number }>(
    'select installation_id from repositories where id = $1 and removed_at is null',
    [repositoryId],
  );
  return row?.installation_id;
}
