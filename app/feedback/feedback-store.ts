import type { Queryable } from '../../database/connect.ts';
import type { Acceptance } from './acceptance.ts';

/**
 * What is said of a finding. By people: `dispute` and `ignore` in a command, a thumb on its comment. By the change itself: it was
 * `fixed` before the pull request was closed.
 */
export type FeedbackKind = 'fixed' | 'thumbs-up' | 'thumbs-down' | 'dispute' | 'ignore';

export interface Feedback {
  readonly repositoryId: number;
  readonly pullNumber: number;
  readonly fingerprint: string;
  /** A login; empty where the change itself says it. */
  readonly person: string;
  readonly kind: FeedbackKind;
  readonly accountId: number;
  readonly ruleId: string;
  readonly reason?: string;
}

/** Kept once for each finding, person and kind; a reason that is given again replaces the earlier one. */
export async function recordFeedback(tx: Queryable, feedback: Feedback, now: Date): Promise<void> {
  await tx.query(
    `insert into finding_feedback
       (repository_id, pull_number, fingerprint, person, kind, account_id, rule_id, reason, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (repository_id, pull_number, fingerprint, person, kind) do update set reason = excluded.reason`,
    [
      feedback.repositoryId,
      feedback.pullNumber,
      feedback.fingerprint,
      feedback.person,
      feedback.kind,
      feedback.accountId,
      feedback.ruleId,
      feedback.reason ?? null,
      now,
    ],
  );
}

/**
 * What was read earlier and is not so any more: a thumb that was taken back, a finding that has come again. What was said of other
 * findings than those that were read stays.
 */
export async function forgetFeedback(
  tx: Queryable,
  gone: {
    readonly repositoryId: number;
    readonly pullNumber: number;
    readonly kinds: readonly FeedbackKind[];
    /** Fingerprints of the findings that were read now. */
    readonly among: readonly string[];
    /** What was read of them, as `fingerprint person kind`. */
    readonly keep: readonly string[];
  },
): Promise<void> {
  await tx.query(
    `delete from finding_feedback
     where repository_id = $1 and pull_number = $2 and kind = any($3::text[]) and fingerprint = any($4::text[])
       and not (fingerprint || ' ' || person || ' ' || kind = any($5::text[]))`,
    [gone.repositoryId, gone.pullNumber, gone.kinds, gone.among, gone.keep],
  );
}

/**
 * In how many pull requests a rule's findings were taken up, and in how many not. A pull request counts once, however many
 * findings it has: they are no independent cases, and nobody sways a rule by one pull request. A finding is rejected where more
 * people speak against it than for it, else taken up where it was mended or praised.
 *
 * @param of.since what was said before counts no more
 */
export async function acceptanceOf(
  database: Queryable,
  of: { readonly accountId: number; readonly ruleId: string; readonly since?: Date | undefined },
): Promise<Acceptance> {
  const [row] = await database.query<Acceptance>(
    `with findings as (
       select repository_id, pull_number,
              count(distinct person) filter (where kind in ('dispute', 'ignore', 'thumbs-down')) as against,
              count(distinct person) filter (where kind = 'thumbs-up') as in_favour,
              bool_or(kind = 'fixed') as is_fixed
       from finding_feedback
       where account_id = $1 and rule_id = $2 and given_at > coalesce($3::timestamptz, '-infinity')
       group by repository_id, pull_number, fingerprint
     ), pulls as (
       select count(*) filter (where against > in_favour) as rejected,
              count(*) filter (where against <= in_favour and (in_favour > against or is_fixed)) as accepted
       from findings group by repository_id, pull_number
     )
     select count(*) filter (where accepted >= rejected and accepted > 0)::int as accepted,
            count(*) filter (where rejected > accepted)::int as rejected
     from pulls`,
    [of.accountId, of.ruleId, of.since ?? null],
  );
  return row ?? { accepted: 0, rejected: 0 };
}
