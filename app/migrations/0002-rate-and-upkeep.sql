-- What is known of GitHub's limits, for each installation and for the App itself: see github/client/rate-state.ts.
create table rate_budgets (
  -- `installation:ID`, or `app`.
  name text primary key,
  -- Counts the changes: one is made only to what its maker has read.
  version bigint not null,
  state jsonb not null,
  updated_at timestamptz not null
);

-- How far jobs of upkeep have come.
create table upkeep (
  name text primary key,
  state jsonb not null,
  updated_at timestamptz not null
);

-- Deliveries that GitHub could not hand over, and that are to be asked for again.
create table failed_deliveries (
  -- The delivery's id as the webhook carries it: all attempts have the same.
  guid text primary key,
  -- GitHub's number of an attempt, by which it is asked for. May be larger than a number of JavaScript holds.
  attempt_id bigint not null,
  delivered_at timestamptz not null,
  -- How often it was asked for, and from when on it may be again.
  asked integer not null default 0,
  ask_after timestamptz not null
);
create index failed_deliveries_due on failed_deliveries (ask_after);

-- Installations whose pull requests are to be looked through, since events of them may have been missed.
create table reconciliations (
  installation_id bigint primary key,
  -- What was touched after it is looked at.
  since timestamptz not null,
  -- Names the demand: a later one begins anew.
  wanted_at timestamptz not null,
  -- How far the job has come: repositories up to this id are done; null where their list has to be read first.
  after_repository bigint
);

-- For what is removed when its time is over.
create index review_reports_stored on review_reports (stored_at);
create index reviews_finished on reviews (finished_at);
