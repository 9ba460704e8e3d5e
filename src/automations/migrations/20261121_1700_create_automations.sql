-- Maps and the people on them. A draft is edited in place; what runs is an immutable version.
create table automations (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  status text not null default 'draft' check (status in ('draft', 'published', 'paused')),
  draft jsonb not null,
  revision integer not null default 1,
  version integer,
  published_revision integer,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id)
);
create index automations_published on automations (account_id, id) where status = 'published';
select protect_tenant_table('automations');

-- Never changed: positions, the log and the runner read the map that was published under a number. Kept when the automation is deleted.
create table automation_versions (
  account_id bigint not null,
  automation_id bigint not null,
  version integer not null,
  map jsonb not null,
  published_at timestamptz not null,
  published_by bigint,
  primary key (account_id, automation_id, version)
);
select protect_tenant_table('automation_versions', 'select, insert');

-- The triggers of every current version, to be found by the kind of event.
create table automation_triggers (
  account_id bigint not null,
  automation_id bigint not null,
  id integer not null,
  kind text collate "C" not null,
  settings jsonb not null,
  primary key (account_id, automation_id, id)
);
create index automation_triggers_kind on automation_triggers (account_id, kind);
select protect_tenant_table('automation_triggers');

-- Where a record stands on a map. `ready` is about to take its step, `waiting` has begun to wait on it, `failed` is set aside there and is
-- never due (infinity). A move changes the step and so the key; the row is found by it together with the step it was claimed on.
create sequence position_ids as bigint cache 1000;
grant usage on sequence position_ids to quayside_app;
create table positions (
  account_id bigint not null,
  automation_id bigint not null,
  step_id integer not null,
  id bigint not null default nextval('position_ids'),
  version integer not null,
  object_id integer not null,
  record_id bigint not null,
  state text collate "C" not null check (state in ('ready', 'waiting', 'failed')),
  due_at timestamptz not null,
  arrived_at timestamptz not null,
  cause_id bigint,
  failure text,
  passes jsonb,
  primary key (account_id, automation_id, step_id, id)
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
create index positions_due on positions (account_id, automation_id, due_at);
create index positions_record on positions (account_id, object_id, record_id, automation_id);
select protect_tenant_table('positions');

-- Who has ever entered a map, and how often today: the rule for coming back, and the guard against loops between maps.
create table automation_entries (
  account_id bigint not null,
  automation_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  times integer not null,
  times_today integer not null,
  today date not null,
  primary key (account_id, automation_id, object_id, record_id)
) with (fillfactor = 90);
create index automation_entries_record on automation_entries (account_id, object_id, record_id);
select protect_tenant_table('automation_entries');

-- How many records came to a step (exit -1) and left it by each exit (0 and up), day by day of the account.
create table automation_flows (
  account_id bigint not null,
  automation_id bigint not null,
  step_id integer not null,
  exit smallint not null,
  day date not null,
  records bigint not null,
  primary key (account_id, automation_id, step_id, exit, day)
) with (fillfactor = 50);
select protect_tenant_table('automation_flows');

-- The accounts in which somebody is due on a published map, each by its own clock. One probe of positions_due a published map.
create function due_positions(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct a.account_id
  from automations a
  join account_clocks c on c.account_id = a.account_id
  cross join lateral (
    select from positions p
    where p.account_id = a.account_id and p.automation_id = a.id
      and p.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0)
    order by p.due_at limit 1
  ) due
  where a.status = 'published'
$$;
revoke all on function due_positions from public;
grant execute on function due_positions to quayside_app;
