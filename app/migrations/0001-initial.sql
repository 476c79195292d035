-- What the App knows of GitHub: accounts, installations, repositories, pull requests. Ids are GitHub's numeric ones.

create table accounts (
  id bigint primary key,
  login text not null,
  kind text not null check (kind in ('user', 'organization', 'enterprise')),
  updated_at timestamptz not null
);

create table installations (
  id bigint primary key,
  account_id bigint not null references accounts (id),
  permissions jsonb not null default '{}',
  suspended_at timestamptz,
  deleted_at timestamptz,
  updated_at timestamptz not null
);

create table repositories (
  id bigint primary key,
  installation_id bigint not null references installations (id),
  owner text not null,
  name text not null,
  default_branch text,
  private boolean not null default true,
  -- Set when the installation lost the repository, or it was deleted.
  removed_at timestamptz,
  updated_at timestamptz not null
);
create index repositories_installation on repositories (installation_id);

create table pull_requests (
  repository_id bigint not null references repositories (id) on delete cascade,
  number integer not null,
  head_sha text not null,
  -- Name of the base branch. Its tip in GitHub's payload is stale, so it is read when a review runs.
  base_ref text not null,
  state text not null check (state in ('open', 'closed')),
  draft boolean not null,
  author text not null,
  author_is_bot boolean not null,
  labels text[] not null default '{}',
  -- `/plumbline pause`.
  paused_by text,
  updated_at timestamptz not null,
  primary key (repository_id, number)
);

-- One row for each delivery of a webhook: what makes a second delivery of the same id nothing.
create table deliveries (
  id text primary key,
  event text not null,
  action text,
  installation_id bigint,
  repository_id bigint,
  -- The part of the payload that is needed, as `app/events/app-event.ts` describes; null where nothing of it is.
  body jsonb,
  state text not null check (state in ('received', 'handled', 'ignored', 'unreadable')),
  received_at timestamptz not null,
  handled_at timestamptz
);
create index deliveries_received on deliveries (received_at);

create table reviews (
  -- The external id of its check runs.
  id uuid primary key,
  installation_id bigint not null,
  repository_id bigint not null references repositories (id) on delete cascade,
  kind text not null check (kind in ('pull-request', 'merge-group', 'repository')),
  pull_number integer,
  head_sha text not null,
  -- What to compare with: a branch of the base repository, or a commit for a merge group; null: the whole tree.
  base_ref text,
  -- Look at every file, not only at what changed.
  whole_tree boolean not null default false,
  state text not null check (state in ('queued', 'running', 'completed', 'superseded', 'failed', 'cancelled')),
  -- What asked for it, and the delivery that brought it: the correlation id of its logs.
  trigger text not null,
  correlation_id text not null,
  -- The head that took its place.
  superseded_by text,
  conclusion text,
  -- Why it failed, in words for people.
  problem text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  -- Set once GitHub shows the end of it: until then the reaper comes back to it.
  published_at timestamptz
);
create index reviews_unfinished on reviews (installation_id) where state in ('queued', 'running');
create index reviews_unpublished on reviews (created_at) where published_at is null;
create index reviews_of_pull on reviews (repository_id, pull_number, created_at desc);
create index reviews_of_head on reviews (repository_id, head_sha, created_at desc);

create table check_runs (
  review_id uuid not null references reviews (id) on delete cascade,
  name text not null,
  -- GitHub's id; null where a commit status stands in for it.
  github_id bigint,
  completed_at timestamptz,
  primary key (review_id, name)
);
create unique index check_runs_github on check_runs (github_id);

create table review_reports (
  review_id uuid primary key references reviews (id) on delete cascade,
  -- gzip, then AES-256-GCM: it quotes customers' code.
  content bytea not null,
  stored_at timestamptz not null
);

-- Metrics of commits of the default branch, for trends and as what later changes are measured against.
create table commit_metrics (
  repository_id bigint not null references repositories (id) on delete cascade,
  sha text not null,
  committed_at timestamptz not null,
  review_id uuid not null references reviews (id) on delete cascade,
  measures jsonb not null,
  ratings jsonb not null,
  findings jsonb not null,
  primary key (repository_id, sha)
);
create index commit_metrics_by_time on commit_metrics (repository_id, committed_at);
