-- What the set-up in the browser got from GitHub. One service is one GitHub App, so there is one row at most.
create table app_credentials (
  singleton boolean primary key default true check (singleton),
  app_id bigint not null,
  slug text not null,
  html_url text not null,
  -- Private key, webhook secret, client id and secret as JSON: see app/secrets/seal.ts.
  sealed bytea not null,
  created_at timestamptz not null
);
