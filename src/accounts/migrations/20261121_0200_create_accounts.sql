-- Companies on this installation, the people who work in them, and what each may do.
create table accounts (
  account_id bigint primary key,
  name text not null,
  kind text not null check (kind in ('operator', 'client', 'sandbox')),
  mode text not null default 'practising' check (mode in ('practising', 'live')),
  parent_account_id bigint,
  owner_user_id bigint,
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  currency text not null default 'USD',
  country text,
  postal_address text not null default '',
  created_at timestamptz not null,
  closed_at timestamptz
);
select protect_tenant_table('accounts');
create sequence account_ids as bigint start 1;
grant usage on sequence account_ids to quayside_app;

-- A role's rights are one JSON document (see schema.ts): by object, by field section, and over the account.
create table roles (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  is_owner boolean not null default false,
  manager_role_id bigint,
  rights jsonb not null,
  created_at timestamptz not null,
  primary key (account_id, id)
);
select protect_tenant_table('roles');

-- A seat: one person (an identity of the auth_ tables) in one account. Records, tasks and events name people by this id.
create table users (
  account_id bigint not null,
  id bigint not null,
  identity_id text not null,
  role_id bigint not null,
  name text not null,
  email text collate "C" not null,
  created_at timestamptz not null,
  left_at timestamptz,
  primary key (account_id, id)
);
create index users_identity on users (account_id, identity_id);
create index users_identity_everywhere on users (identity_id);
select protect_tenant_table('users');
