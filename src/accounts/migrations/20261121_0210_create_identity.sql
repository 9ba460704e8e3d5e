-- Who people are, whatever account they work in. Kept by better-auth in the columns it asks for; nothing but the accounts domain reads
-- these tables, and none belongs to one account, so they stand outside the wall. Tokens and passwords are kept as hashes only.
create table auth_users (
  id text collate "C" primary key,
  name text not null,
  email text collate "C" not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth_sessions (
  id text collate "C" primary key,
  user_id text collate "C" not null references auth_users (id) on delete cascade,
  token text collate "C" not null unique,
  expires_at timestamptz not null,
  last_seen_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_sessions_user on auth_sessions (user_id);

create table auth_credentials (
  id text collate "C" primary key,
  user_id text collate "C" not null references auth_users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_credentials_user on auth_credentials (user_id);

create table auth_verifications (
  id text collate "C" primary key,
  identifier text collate "C" not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_verifications_identifier on auth_verifications (identifier);

-- What the installation as a whole is set to: hosting, set-up link, sending mail.
create table installation_settings (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

-- The people who run the installation.
create table operators (
  identity_id text collate "C" primary key,
  since timestamptz not null default now()
);

-- Sign-ups whose address is not yet proven: the account is made when it is.
create table sign_ups (
  identity_id text collate "C" primary key references auth_users (id) on delete cascade,
  company_name text not null,
  time_zone text not null,
  currency text not null,
  terms_version text not null,
  minimum_age integer not null,
  ip_address text,
  created_at timestamptz not null default now()
);

-- Which version of which document each person agreed to, when and how.
create table acceptances (
  identity_id text collate "C" not null,
  document text not null,
  version text not null,
  how text not null check (how in ('sign-up', 'invitation', 'continued-use')),
  accepted_at timestamptz not null,
  primary key (identity_id, document, version)
);

-- Letters about identity while no mail server is set: for the operator's eyes alone, never an account's.
create table identity_mails (
  id bigint generated always as identity primary key,
  email text collate "C" not null,
  kind text not null,
  subject text not null,
  body text not null,
  link text,
  failure text,
  created_at timestamptz not null default now()
);
create index identity_mails_email on identity_mails (email, id);

-- Tries counted by address and by e-mail, shared by every process.
create table identity_tries (
  key text collate "C" primary key,
  count integer not null,
  window_ends_at timestamptz not null
);

-- Proofs of work already used, until they would have expired anyway.
create table used_challenges (
  signature text collate "C" primary key,
  expires_at timestamptz not null
);

grant select, insert, update, delete on auth_users, auth_sessions, auth_credentials, auth_verifications, installation_settings, operators,
  sign_ups, acceptances, identity_mails, identity_tries, used_challenges to quayside_app;
