-- A group is a name for criteria: nobody is ever put into it, whoever matches is in it.
create table groups (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  name_key text collate "C" not null,
  criteria jsonb not null,
  columns jsonb not null default '[]',
  sort text not null default 'name',
  created_by bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  -- Tracked groups have their members written down, so that entering and leaving are events.
  tracked boolean not null default false,
  changes_with_time boolean not null default false,
  refreshed_at timestamptz,
  problem text,
  primary key (account_id, id),
  unique (account_id, object_id, name_key)
);
create index groups_tracked on groups (account_id, id) where tracked;
select protect_tenant_table('groups');

create table group_favourites (
  account_id bigint not null,
  user_id bigint not null,
  group_id bigint not null,
  primary key (account_id, user_id, group_id)
);
select protect_tenant_table('group_favourites');

-- Who wants to know when records enter or leave a group (`automation:12`); a group without a row here is not tracked.
create table group_trackers (
  account_id bigint not null,
  group_id bigint not null,
  holder text collate "C" not null,
  primary key (account_id, group_id, holder)
);
create index group_trackers_holder on group_trackers (account_id, holder);
select protect_tenant_table('group_trackers');

create table group_members (
  account_id bigint not null,
  group_id bigint not null,
  record_id bigint not null,
  entered_at timestamptz not null,
  primary key (account_id, group_id, record_id)
);
select protect_tenant_table('group_members');

-- Accounts with a tracked group that must be looked through again: its criteria were changed, or they change with time and a quarter of
-- an hour of the account's own clock has passed.
create function groups_to_refresh(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct g.account_id
  from groups g
  join account_clocks c on c.account_id = g.account_id
  where g.tracked and g.problem is null
    and (g.refreshed_at is null
      or g.changes_with_time and g.refreshed_at <= real_now + make_interval(secs => c.offset_ms / 1000.0) - interval '15 minutes')
$$;
revoke all on function groups_to_refresh from public;
grant execute on function groups_to_refresh to quayside_app;
