-- What the service key is told by, without telling it: a process with another key could read nothing of what is kept here.
create table service_key (
  only_row boolean primary key default true check (only_row),
  fingerprint text not null
);
