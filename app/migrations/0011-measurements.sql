-- What runs of the Action measured of commits: see github/hand-over/measurements.ts.
create table measurements (
  repository_id bigint not null references repositories (id) on delete cascade,
  head_sha text not null,
  -- The workflow's file and the job: what it measures later takes the place of what it measured.
  source text not null,
  -- The pull request whose run it was, which decides what its workflow does: they count for no other review. 0: of none.
  pull_number integer not null,
  -- Keyed hash, by which the same ones are known.
  digest bytea not null,
  -- gzip, then AES-256-GCM: they name and may quote customers' code.
  content bytea not null,
  stored_at timestamptz not null,
  primary key (repository_id, head_sha, source, pull_number)
);
create index measurements_stored on measurements (stored_at);
