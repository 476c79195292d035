import type { Queryable } from '../../database/connect.ts';
import type { CommandSuppression } from '../../engine/findings/command-suppressions.ts';

/** The findings that were accepted by a command in a pull request, and count there alone. By fingerprint. */
export async function suppressionsFor(
  database: Queryable,
  { repositoryId, pullNumber }: { readonly repositoryId: number; readonly pullNumber: number },
): Promise<CommandSuppression[]> {
  return database.query<CommandSuppression>(
    `select fingerprint, reason, suppressed_by as by from pull_suppressions
     where repository_id = $1 and pull_number = $2 order by fingerprint`,
    [repositoryId, pullNumber],
  );
}

/** Who says it again, says it with the reason that is given last. */
export async function recordSuppression(
  tx: Queryable,
  given: {
    readonly repositoryId: number;
    readonly pullNumber: number;
    readonly fingerprint: string;
    readonly ruleId: string;
    readonly reason: string;
    readonly by: string;
    readonly commentId: number;
    readonly now: Date;
  },
): Promise<void> {
  await tx.query(
    `insert into pull_suppressions
       (repository_id, pull_number, fingerprint, rule_id, reason, suppressed_by, comment_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (repository_id, pull_number, fingerprint) do update
       set reason = excluded.reason, suppressed_by = excluded.suppressed_by, comment_id = excluded.comment_id,
           created_at = excluded.created_at`,
    [
      given.repositoryId,
      given.pullNumber,
      given.fingerprint,
      given.ruleId,
      given.reason,
      given.by,
      given.commentId,
      given.now,
    ],
  );
}
