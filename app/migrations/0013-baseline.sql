-- The open findings of a repository's default branch, each with the commit time since when it is open.
create table baselines (
  repository_id bigint primary key references repositories (id) on delete cascade,
  sha text not null,
  -- Of the review it is of: an older one that ends later does not move it back.
  review_seq bigint not null,
  -- gzip, then AES-256-GCM: it names customers' files.
  content bytea not null
);

alter table commit_metrics
  drop column findings,
  -- How the baseline moved to this commit: from which one, and when the oldest open finding came. Null: it did not.
  add column moved_from text,
  add column opened integer,
  add column closed integer,
  add column oldest_open timestamptz;
