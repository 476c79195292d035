import type { Queryable } from '../../database/connect.ts';
import type { RuleStanding } from '../../engine/findings/rule-standing.ts';
import type { Acceptance, StandingName } from './acceptance.ts';

/** One entry of a rule's history in an account. */
export interface StandingEntry {
  readonly ruleId: string;
  readonly standing: StandingName;
  /** `feedback`, or who set it. */
  readonly decidedBy: string;
  /** In words for people. */
  readonly reason: string;
  readonly since: Date;
}

/** The rules that count for less in an account, by rule: what its reviews are told. */
export async function ruleStandings(
  database: Queryable,
  { accountId }: { readonly accountId: number },
): Promise<RuleStanding[]> {
  return database.query<RuleStanding>(
    `select "ruleId", standing, reason from (
       select distinct on (rule_id) rule_id as "ruleId", standing, reason
       from rule_standings where account_id = $1 order by rule_id, id desc
     ) as latest
     where standing <> 'block' order by "ruleId"`,
    [accountId],
  );
}

/** What a rule may do in an account. A rule that nothing was decided of may block. */
export async function standingOf(
  database: Queryable,
  { accountId, ruleId }: { readonly accountId: number; readonly ruleId: string },
): Promise<{ readonly standing: StandingName; readonly since: Date | undefined }> {
  const [latest] = await standingHistory(database, { accountId, ruleId, limit: 1 });
  return { standing: latest?.standing ?? 'block', since: latest?.since };
}

/** What counts for less at present: in one account, or in all. */
export async function standingsInForce(
  database: Queryable,
  accountId: number | undefined,
): Promise<(RuleStanding & { readonly login: string })[]> {
  return database.query(
    `select login, "ruleId", standing, reason from (
       select distinct on (account_id, rule_id) login, rule_id as "ruleId", standing, reason
       from rule_standings join accounts on accounts.id = account_id
       where $1::bigint is null or account_id = $1 order by account_id, rule_id, rule_standings.id desc
     ) as latest
     where standing <> 'block' order by login, "ruleId"`,
    [accountId ?? null],
  );
}

/** The latest first. */
export async function standingHistory(
  database: Queryable,
  of: { readonly accountId: number; readonly ruleId: string; readonly limit?: number },
): Promise<StandingEntry[]> {
  return database.query<StandingEntry>(
    `select rule_id as "ruleId", standing, decided_by as "decidedBy", reason, since
     from rule_standings where account_id = $1 and rule_id = $2 order by id desc limit $3`,
    [of.accountId, of.ruleId, of.limit ?? 100],
  );
}

/**
 * Sets what a rule may do in an account, and keeps what it was. This is how somebody undoes a demotion, too: what was said
 * before counts no more, so the rule starts afresh.
 */
export async function setStanding(
  tx: Queryable,
  given: {
    readonly accountId: number;
    readonly ruleId: string;
    readonly standing: StandingName;
    readonly decidedBy: string;
    readonly reason: string;
    readonly acceptance?: Acceptance;
    readonly now: Date;
  },
): Promise<void> {
  await tx.query(
    `insert into rule_standings (account_id, rule_id, standing, decided_by, reason, accepted, rejected, since)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      given.accountId,
      given.ruleId,
      given.standing,
      given.decidedBy,
      given.reason,
      given.acceptance?.accepted ?? null,
      given.acceptance?.rejected ?? null,
      given.now,
    ],
  );
}
