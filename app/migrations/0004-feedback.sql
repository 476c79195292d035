-- What people say of findings, what becomes of rules by it, and what was bought.

-- When GitHub was asked for what the row says, by the database's clock: an answer to an earlier question never replaces it.
alter table pull_requests add column read_at timestamptz not null default '-infinity';

-- `/plumbline ignore`: for one pull request alone. The configuration is never changed by a command.
create table pull_suppressions (
  repository_id bigint not null,
  pull_number integer not null,
  fingerprint text not null,
  rule_id text not null,
  reason text not null,
  suppressed_by text not null,
  -- The comment that asked for it.
  comment_id bigint not null,
  created_at timestamptz not null,
  primary key (repository_id, pull_number, fingerprint),
  foreign key (repository_id, pull_number) references pull_requests (repository_id, number) on delete cascade
);

-- One row for what one person says of one finding in one way. 'fixed' is said by the change itself, and names nobody.
create table finding_feedback (
  repository_id bigint not null,
  pull_number integer not null,
  fingerprint text not null,
  person text not null,
  kind text not null check (kind in ('fixed', 'thumbs-up', 'thumbs-down', 'dispute', 'ignore')),
  -- Whose rules it speaks of: the repository's account at that time.
  account_id bigint not null references accounts (id),
  rule_id text not null,
  reason text,
  given_at timestamptz not null,
  primary key (repository_id, pull_number, fingerprint, person, kind),
  foreign key (repository_id, pull_number) references pull_requests (repository_id, number) on delete cascade
);
create index finding_feedback_by_rule on finding_feedback (account_id, rule_id, given_at);

-- What a rule may do in an account: the latest row of an account and a rule holds, the earlier ones are its history.
create table rule_standings (
  id bigint generated always as identity primary key,
  account_id bigint not null references accounts (id),
  rule_id text not null,
  standing text not null check (standing in ('block', 'comment', 'watch')),
  -- 'feedback', or who set it.
  decided_by text not null,
  reason text not null,
  -- What it was decided by.
  accepted integer,
  rejected integer,
  since timestamptz not null
);
create index rule_standings_latest on rule_standings (account_id, rule_id, id desc);

-- Kept for billing: one row for each event of GitHub's Marketplace.
create table marketplace_purchases (
  delivery_id text primary key,
  account_id bigint not null,
  login text not null,
  action text not null,
  plan_id bigint not null,
  plan_name text not null,
  billing_cycle text,
  unit_count integer not null,
  on_free_trial boolean not null,
  effective_at timestamptz not null,
  received_at timestamptz not null
);
create index marketplace_purchases_by_account on marketplace_purchases (account_id, effective_at);
