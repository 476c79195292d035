-- What is known of GitHub's limits, for each installation and for the App itself: see github/client/rate-state.ts.
create table rate_budgets (
  -- `installation:ID`, or `app`.
  name text primary key,
  -- Counts the changes: one is made only to what its maker has read.
  version bigint not null,
  state jsonb not null,
  updated_at timestamptz not null
);

-- How far each job of upkeep has come; null where it begins anew.
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
