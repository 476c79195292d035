-- When anything was pushed there, as the list of an installation's repositories told it last; null: never, not told yet, or archived.
alter table repositories add column pushed_at timestamptz;
