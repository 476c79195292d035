-- An account goes with its last installation, and what is kept of it goes with it.
alter table rule_standings
  drop constraint rule_standings_account_id_fkey,
  add foreign key (account_id) references accounts (id) on delete cascade;
alter table finding_feedback
  drop constraint finding_feedback_account_id_fkey,
  add foreign key (account_id) references accounts (id) on delete cascade;
create index installations_account on installations (account_id);
create index installations_deleted on installations (deleted_at) where deleted_at is not null;
