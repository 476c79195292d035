import type { Queryable } from '../../database/connect.ts';

/**
 * What to remove: everything before that instant, so many rows at most. Each function answers how many it removed; what somebody else is
 * removing at the moment is left to them.
 */
export interface Outdated {
  readonly before: Date;
  readonly most: number;
}

export async function deleteDeliveries(database: Queryable, { before, most }: Outdated): Promise<number> {
  const rows = await database.query(
    `delete from deliveries where id in (select id from deliveries where received_at < $1 order by received_at limit $2 for update skip locked)
     returning id`,
    [before, most],
  );
  return rows.length;
}

export async function deleteReports(database: Queryable, { before, most }: Outdated): Promise<number> {
  const rows = await database.query(
    `delete from review_reports where review_id in (
       select review_id from review_reports where stored_at < $1 order by stored_at limit $2 for update skip locked
     ) returning review_id`,
    [before, most],
  );
  return rows.length;
}

export async function deleteMeasurements(database: Queryable, { before, most }: Outdated): Promise<number> {
  const rows = await database.query(
    `delete from measurements where (repository_id, head_sha, source, pull_number) in (
       select repository_id, head_sha, source, pull_number from measurements
       where stored_at < $1 order by stored_at limit $2 for update skip locked
     ) returning repository_id`,
    [before, most],
  );
  return rows.length;
}

/** Reviews with their check runs and reports. Those whose figures are part of a trend stay, and what has not ended. */
export async function deleteReviews(database: Queryable, { before, most }: Outdated): Promise<number> {
  const rows = await database.query(
    `delete from reviews where id in (
       select id from reviews
       where finished_at < $1 and state not in ('queued', 'running')
         and not exists (select from commit_metrics where commit_metrics.review_id = reviews.id)
       order by finished_at limit $2 for update skip locked
     ) returning id`,
    [before, most],
  );
  return rows.length;
}

/** Repositories that went out of reach, with all that is kept of them, once nothing is under way there any more. */
export async function deleteRepositories(database: Queryable, { before, most }: Outdated): Promise<number> {
  const rows = await database.query(
    `delete from repositories where id in (
       select id from repositories
       where removed_at < $1
         and not exists (
           select from reviews where reviews.repository_id = repositories.id and state in ('queued', 'running')
         )
       order by removed_at limit $2 for update skip locked
     ) returning id`,
    [before, most],
  );
  return rows.length;
}

/** Installations that the App was removed with, once nothing is kept of their repositories. */
export async function deleteInstallations(database: Queryable, { before, most }: Outdated): Promise<number> {
  const rows = await database.query(
    `delete from installations where id in (
       select id from installations
       where deleted_at < $1
         and not exists (select from repositories where repositories.installation_id = installations.id)
       order by deleted_at limit $2 for update skip locked
     ) returning id`,
    [before, most],
  );
  return rows.length;
}

/** Accounts without an installation, with what was decided of rules for them. */
export async function deleteAccounts(database: Queryable, { most }: Pick<Outdated, 'most'>): Promise<number> {
  const rows = await database.query(
    `delete from accounts where id in (
       select id from accounts
       where not exists (select from installations where installations.account_id = accounts.id)
       limit $1 for update skip locked
     ) returning id`,
    [most],
  );
  return rows.length;
}

/** What accounts bought that are not kept any more, once they cancelled it: until then, billing reads it. At most so many accounts. */
export async function deletePurchases(database: Queryable, { before, most }: Outdated): Promise<number> {
  const rows = await database.query(
    `delete from marketplace_purchases where account_id in (
       select account_id from (
         select distinct on (account_id) account_id, action, effective_at from marketplace_purchases
         order by account_id, effective_at desc, received_at desc
       ) as latest
       where action = 'cancelled' and effective_at < $1
         and not exists (select from accounts where accounts.id = latest.account_id)
       limit $2
     ) returning delivery_id`,
    [before, most],
  );
  return rows.length;
}

/** Budgets that nobody has used since: they are known anew with the first answer. */
export async function deleteRateBudgets(database: Queryable, { before, most }: Outdated): Promise<number> {
  const rows = await database.query(
    `delete from rate_budgets where name in (select name from rate_budgets where updated_at < $1 limit $2 for update skip locked) returning name`,
    [before, most],
  );
  return rows.length;
}
