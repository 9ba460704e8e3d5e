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
  went_live_at timestamptz,
  closed_at timestamptz
);
create index accounts_of_parent on accounts (parent_account_id) where parent_account_id is not null;
select protect_tenant_table('accounts');
create sequence account_ids as bigint start 1;
grant usage on sequence account_ids to quayside_app;

-- A role's rights are one JSON document (see schema.ts): by object, by field section, and over the account. Every role but the
-- owner's stands below another, so that the roles of an account are one tree.
create table roles (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  is_owner boolean not null default false,
  manager_role_id bigint,
  rights jsonb not null,
  created_at timestamptz not null,
  primary key (account_id, id),
  check (is_owner = (manager_role_id is null))
);
select protect_tenant_table('roles');

-- A seat: one person (an identity of the auth_ tables) in one account. Records, tasks and events name people by this id. `exceptions`
-- is what this one person may more or less than the role.
create table users (
  account_id bigint not null,
  id bigint not null,
  identity_id text collate "C" not null,
  role_id bigint not null,
  exceptions jsonb,
  name text not null,
  email text collate "C" not null,
  created_at timestamptz not null,
  left_at timestamptz,
  primary key (account_id, id)
);
create unique index users_identity on users (account_id, identity_id) where left_at is null;
create index users_identity_everywhere on users (identity_id) where left_at is null;
create index users_role on users (account_id, role_id);
select protect_tenant_table('users');

-- Gives a new account its number and its clock; from then on it can be entered, and everything else is written from inside. Only the
-- owner of the schema can write a clock before there is an account to be in.
create function open_account() returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opened bigint := nextval('account_ids');
begin
  insert into account_clocks (account_id) values (opened);
  return opened;
end
$$;
revoke all on function open_account from public;
grant execute on function open_account to quayside_app;

-- The accounts a person has a seat in: the one question that must look across accounts when somebody signs in.
create function accounts_of_identity(person text)
returns table (account_id bigint, name text, kind text, mode text, parent_account_id bigint, user_id bigint, role_name text,
  clock_offset_ms bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.account_id, a.name, a.kind, a.mode, a.parent_account_id, u.id, r.name, c.offset_ms
  from users u
  join accounts a on a.account_id = u.account_id
  join roles r on r.account_id = u.account_id and r.id = u.role_id
  join account_clocks c on c.account_id = u.account_id
  where u.identity_id = person and u.left_at is null and a.closed_at is null
  order by a.account_id
$$;
revoke all on function accounts_of_identity from public;
grant execute on function accounts_of_identity to quayside_app;

-- One user's seat as rights are compiled from it. The team is everybody whose role stands below this user's role, and the user.
create function seat_of(account bigint, seat bigint)
returns table (user_id bigint, name text, email text, role_id bigint, role_name text, is_owner boolean, rights jsonb, exceptions jsonb,
  team_ids bigint[])
language sql stable set search_path = pg_catalog, public as $$
  with recursive below as (
    select r.id from roles r join users u on u.account_id = account and u.id = seat and u.role_id = r.manager_role_id
    where r.account_id = account
    union
    select r.id from roles r join below b on r.manager_role_id = b.id where r.account_id = account
  )
  select u.id, u.name, u.email, r.id, r.name, r.is_owner, r.rights, u.exceptions,
    array(select t.id from users t
          where t.account_id = account and (t.id = seat or t.role_id in (select b.id from below b)) order by t.id)
  from users u join roles r on r.account_id = account and r.id = u.role_id
  where u.account_id = account and u.id = seat and u.left_at is null
$$;

-- A program's way in: an app id that names the account, and a key of which only the hash is kept. It may what its user may.
create table api_keys (
  account_id bigint not null,
  id bigint not null,
  user_id bigint not null,
  name text not null,
  app_id text collate "C" not null,
  key_hash text collate "C" not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (account_id, id)
);
create unique index api_keys_app on api_keys (account_id, app_id);
select protect_tenant_table('api_keys');

-- A seat offered to somebody; the link in the letter carries the token, of which only the hash is kept.
create table invitations (
  account_id bigint not null,
  id bigint not null,
  email text collate "C" not null,
  name text not null,
  role_id bigint not null,
  token_hash text collate "C" not null,
  invited_by bigint not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (account_id, id)
);
create unique index invitations_token on invitations (account_id, token_hash);
select protect_tenant_table('invitations');
