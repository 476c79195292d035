-- A commit that is the head of several pull requests has one check on GitHub, which all of them decide.

-- When something changed that the review's checks depend on, by the database's clock: what was shown before it is shown again.
alter table reviews add column show_again_at timestamptz;
-- Set once the reviews of the commit's other pull requests were told of the review's end.
alter table reviews add column told_at timestamptz;
