import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Queryable } from '../../database/connect.ts';
import { seal, SealError, unseal } from '../secrets/seal.ts';
import type { BaselineFinding } from './move-baseline.ts';

/** The open findings of a default branch, as its last review found them. */
export interface Baseline {
  readonly sha: string;
  /** Which review it is of: a later one has a larger number. */
  readonly reviewSeq: number;
  readonly findings: readonly BaselineFinding[];
}

const PURPOSE = 'baseline';

/** Undefined: there is none yet, or it was encrypted with another key. Until the transaction ends, nobody else changes it. */
export async function lockBaseline(
  tx: Queryable,
  { repositoryId, serviceKey }: { readonly repositoryId: number; readonly serviceKey: Buffer },
): Promise<Baseline | undefined> {
  const [row] = await tx.query<{ sha: string; reviewSeq: number; content: Buffer }>(
    'select sha, review_seq as "reviewSeq", content from baselines where repository_id = $1 for update',
    [repositoryId],
  );
  if (!row) return undefined;
  try {
    const plain = await promisify(gunzip)(unseal(row.content, { serviceKey, purpose: PURPOSE }));
    // Written by this program, and sealed against anybody else.
    const findings = JSON.parse(plain.toString('utf8')) as BaselineFinding[];
    return { sha: row.sha, reviewSeq: row.reviewSeq, findings };
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

/** Compressed and encrypted, since it names customers' files. */
export async function storeBaseline(
  tx: Queryable,
  { sha, reviewSeq, findings }: Baseline,
  { repositoryId, serviceKey }: { readonly repositoryId: number; readonly serviceKey: Buffer },
): Promise<void> {
  const content = seal(await promisify(gzip)(JSON.stringify(findings)), { serviceKey, purpose: PURPOSE });
  await tx.query(
    `insert into baselines (repository_id, sha, review_seq, content) values ($1, $2, $3, $4)
     on conflict (repository_id) do update
       set sha = excluded.sha, review_seq = excluded.review_seq, content = excluded.content
       where baselines.review_seq <= excluded.review_seq`,
    [repositoryId, sha, reviewSeq, content],
  );
}
