-- Whoever looks after maps so far may look after scores and routers as well.
update roles set rights = jsonb_set(rights, '{account}', rights->'account' || '["leads.manage"]')
where rights->'account' ? 'automations.manage' and not rights->'account' ? 'leads.manage';

-- `last_user_id` had a turn last. `wakes_at`: when, by the account's clock, somebody is there again for the records that wait.
create table lead_routers (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  settings jsonb not null,
  revision integer not null default 1,
  last_user_id bigint,
  wakes_at timestamptz not null default 'infinity',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id)
);
create index lead_routers_wakes on lead_routers (account_id, wakes_at) where deleted_at is null;
select protect_tenant_table('lead_routers');

-- `credit` is what a weighted router owes the member, in hundredths of a record.
create table lead_router_members (
  account_id bigint not null,
  router_id bigint not null,
  user_id bigint not null,
  position integer not null,
  settings jsonb not null,
  credit integer not null default 0,
  primary key (account_id, router_id, user_id)
);
create index lead_router_members_user on lead_router_members (account_id, user_id);
select protect_tenant_table('lead_router_members');

-- How many records each member got on each day of theirs.
create table lead_router_days (
  account_id bigint not null,
  router_id bigint not null,
  user_id bigint not null,
  day date not null,
  given integer not null,
  primary key (account_id, router_id, user_id, day)
) with (fillfactor = 50);
select protect_tenant_table('lead_router_days');

-- Records that wait until somebody is there, the longest first.
create sequence lead_queue_ids as bigint cache 100;
grant usage on sequence lead_queue_ids to quayside_app;
create table lead_queue (
  account_id bigint not null,
  router_id bigint not null,
  record_id bigint not null,
  object_id integer not null,
  id bigint not null default nextval('lead_queue_ids'),
  since timestamptz not null,
  cause_id bigint,
  primary key (account_id, router_id, record_id)
);
create index lead_queue_turn on lead_queue (account_id, router_id, id);
create index lead_queue_record on lead_queue (account_id, object_id, record_id);
select protect_tenant_table('lead_queue');

-- The accounts in which waiting records can be handed out, each by its own clock.
create function leads_to_hand_out(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct w.account_id
  from lead_routers w
  join account_clocks c on c.account_id = w.account_id
  where w.deleted_at is null and w.wakes_at <= real_now + make_interval(secs => c.offset_ms / 1000.0)
$$;
revoke all on function leads_to_hand_out from public;
grant execute on function leads_to_hand_out to quayside_app;
