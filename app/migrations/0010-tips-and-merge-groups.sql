-- Where the default branch is, and when GitHub was asked, by the database's clock: an answer to an earlier question never replaces it.
alter table repositories add column default_branch_tip text;
alter table repositories add column tip_read_at timestamptz not null default '-infinity';

-- Of a merge group: the pull request that it merges, as its branch is named for it.
alter table reviews add column merges_pull_number integer;
