-- The triggers of published maps that wait for a date. Up to `done_until` everybody has been let in. While one window is being worked on, `until`
-- is its end and `after_id` the highest record dealt with. `due_at` is when it is looked at next; all by the account's clock.
create table automation_schedules (
  account_id bigint not null,
  automation_id bigint not null,
  id integer not null,
  settings jsonb not null,
  due_at timestamptz not null,
  done_until timestamptz not null,
  until timestamptz,
  after_id bigint not null default 0,
  primary key (account_id, automation_id, id)
);
create index automation_schedules_due on automation_schedules (account_id, due_at);
select protect_tenant_table('automation_schedules');

-- For which date of a record a trigger has let it in: once, though its time zone or the account's changes. Kept as long as a date may be caught up with.
create table automation_dates (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  automation_id bigint not null,
  trigger_id integer not null,
  day date not null,
  reached_at timestamptz not null,
  primary key (account_id, object_id, record_id, automation_id, trigger_id, day)
);
create index automation_dates_old on automation_dates (account_id, automation_id, trigger_id, reached_at);
select protect_tenant_table('automation_dates');

-- The accounts in which a trigger of a published map is to look at dates, each by its own clock.
create function due_schedules(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct s.account_id
  from automation_schedules s
  join automations a on a.account_id = s.account_id and a.id = s.automation_id and a.status = 'published'
  join account_clocks c on c.account_id = s.account_id
  where s.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0)
$$;
revoke all on function due_schedules from public;
grant execute on function due_schedules to quayside_app;
