-- Programs of others that people let into an account. Which apps there are is one list for the whole installation, since an app is known before anybody
-- says for which account: `account_id` names whose people registered it, and is null for one that registered itself. It holds nothing of an account.
create table oauth_apps (
  client_id text collate "C" primary key,
  account_id bigint,
  name text not null,
  home_page text,
  redirect_uris text[] not null,
  secret_hash text collate "C",
  created_at timestamptz not null,
  last_used_at timestamptz not null
);
create index oauth_apps_account on oauth_apps (account_id) where account_id is not null;
grant select, insert, update, delete on oauth_apps to quayside_app;

-- What a user let an app do, until somebody ends it.
create table oauth_grants (
  account_id bigint not null,
  id bigint not null,
  user_id bigint not null,
  client_id text collate "C" not null,
  app_name text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  ended_at timestamptz,
  primary key (account_id, id)
);
create index oauth_grants_user on oauth_grants (account_id, user_id);
select protect_tenant_table('oauth_grants');

-- What an app is handed when a user allows it, good once and for a minute; the grant is made when it is exchanged.
create table oauth_codes (
  account_id bigint not null,
  code_hash text collate "C" not null,
  client_id text collate "C" not null,
  user_id bigint not null,
  redirect_uri text not null,
  challenge text collate "C" not null,
  scopes text[] not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  grant_id bigint,
  primary key (account_id, code_hash)
);
select protect_tenant_table('oauth_codes');

-- Only hashes are kept. A refresh token that was used stays until its time, so that a second use is noticed.
create table oauth_tokens (
  account_id bigint not null,
  token_hash text collate "C" not null,
  grant_id bigint not null,
  kind text not null check (kind in ('access', 'refresh')),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, token_hash)
);
create index oauth_tokens_grant on oauth_tokens (account_id, grant_id);
select protect_tenant_table('oauth_tokens');

-- Tokens that stand in pages for everybody to read: what they open is open to all, from the origins that are named.
create table page_tokens (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  token text collate "C" not null,
  origins text[] not null,
  created_by bigint not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (account_id, id)
);
create unique index page_tokens_token on page_tokens (account_id, token);
select protect_tenant_table('page_tokens');
