-- What other programs want to be told: at which address, in which form, with whose eyes (user_id). `criteria` narrows what is told of to records
-- that match. One that is paused goes on being filled; what it is owed waits.
create table webhook_subscriptions (
  account_id bigint not null,
  id bigint not null,
  url text not null,
  host text collate "C" not null,
  format text collate "C" not null check (format in ('form', 'json')),
  fields text collate "C" not null check (fields in ('all', 'light', 'id')),
  criteria_object integer,
  criteria jsonb,
  user_id bigint not null,
  state text collate "C" not null check (state in ('active', 'paused', 'ended')),
  reason text collate "C",
  state_at timestamptz not null,
  made_at timestamptz not null,
  -- How it has gone of late: since when nothing was taken, and how many tries in a row; the last try, and the last that was taken.
  failing_since timestamptz,
  failures integer not null default 0,
  tried_at timestamptz,
  tried_status smallint,
  taken_at timestamptz,
  primary key (account_id, id)
);
select protect_tenant_table('webhook_subscriptions');

-- The kinds of event that a subscription is told of, each about anything, or about one thing, or of records of one object.
create table webhook_wishes (
  account_id bigint not null,
  subscription_id bigint not null,
  place smallint not null,
  kind text collate "C" not null,
  subject_id bigint,
  object_id integer,
  primary key (account_id, subscription_id, place)
);
create index webhook_wishes_kind on webhook_wishes (account_id, kind);
select protect_tenant_table('webhook_wishes');

-- Events that subscriptions are to be told of and that are not filled in yet: a bulk change brings tens of thousands in one transaction, which are
-- then filled in a few hundred at a time. In the order of the ledger's commits.
create sequence webhook_intake_ids as bigint;
grant usage on sequence webhook_intake_ids to quayside_app;
create table webhook_intake (
  account_id bigint not null,
  id bigint not null default nextval('webhook_intake_ids'),
  subscription_id bigint not null,
  event_id bigint not null,
  kind text collate "C" not null,
  at timestamptz not null,
  actor_type text collate "C" not null,
  actor_id text,
  object_id integer,
  record_id bigint,
  subject_type text collate "C",
  subject_id bigint,
  data jsonb,
  primary key (account_id, id)
);
select protect_tenant_table('webhook_intake');

-- How long the log keeps what was taken and what failed, where the account wants it longer than is usual.
create table webhook_log_settings (
  account_id bigint not null,
  taken_days integer not null,
  failed_days integer not null,
  primary key (account_id)
);
select protect_tenant_table('webhook_log_settings');

-- A secret is the account's, for steps of maps, or one subscription's.
alter table webhook_secrets add column subscription_id bigint;

-- Deliveries of subscriptions stand beside those of steps. One that waits behind an earlier one about the same record is `waiting`, and becomes `queued`
-- when that has come to its end. `first_tried_at` is when the tries began that are under way.
alter table webhook_deliveries add column subscription_id bigint;
alter table webhook_deliveries add column event_kind text collate "C";
alter table webhook_deliveries add column first_tried_at timestamptz;
alter table webhook_deliveries alter column object_id drop not null;
alter table webhook_deliveries alter column record_id drop not null;
alter table webhook_deliveries drop constraint webhook_deliveries_status_check;
alter table webhook_deliveries add constraint webhook_deliveries_status_check
  check (status in ('waiting', 'queued', 'sending', 'sent', 'failed', 'captured', 'cancelled')) not valid;
alter table webhook_deliveries validate constraint webhook_deliveries_status_check;
create index webhook_deliveries_order on webhook_deliveries (account_id, subscription_id, object_id, record_id, id)
  where subscription_id is not null and status in ('waiting', 'queued', 'sending');
create index webhook_deliveries_subscription_due on webhook_deliveries (account_id, subscription_id, due_at, id)
  where subscription_id is not null and status = 'queued';
create index webhook_deliveries_subscription on webhook_deliveries (account_id, subscription_id, id) where subscription_id is not null;
drop index webhook_deliveries_due;
create index webhook_deliveries_due on webhook_deliveries (account_id, due_at, id) where status = 'queued' and subscription_id is null;

-- As before for the steps of maps; of subscriptions those that are active and have something due.
create or replace function accounts_with_due_webhooks(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive waiting as (
    (select min(d.account_id) as account_id from webhook_deliveries d where d.status = 'queued' and d.subscription_id is null)
    union all
    select (select min(d.account_id) from webhook_deliveries d
            where d.status = 'queued' and d.subscription_id is null and d.account_id > w.account_id)
    from waiting w where w.account_id is not null
  ), interrupted as (
    (select min(d.account_id) as account_id from webhook_deliveries d where d.status = 'sending')
    union all
    select (select min(d.account_id) from webhook_deliveries d where d.status = 'sending' and d.account_id > i.account_id)
    from interrupted i where i.account_id is not null
  )
  select w.account_id from waiting w join account_clocks c on c.account_id = w.account_id
  where exists (select from webhook_deliveries d where d.account_id = w.account_id and d.status = 'queued' and d.subscription_id is null
    and d.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0))
  union
  select s.account_id from webhook_subscriptions s join account_clocks c on c.account_id = s.account_id
  where s.state = 'active' and exists (
    select from webhook_deliveries d where d.account_id = s.account_id and d.subscription_id = s.id and d.status = 'queued'
      and d.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0))
  union
  select i.account_id from interrupted i
  where exists (select from webhook_deliveries d where d.account_id = i.account_id and d.status = 'sending' and d.lease_until < real_now)
$$;

-- The accounts with events that are to be filled in; from account to account along the key.
create function accounts_with_webhook_intake() returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive waiting as (
    (select min(i.account_id) as account_id from webhook_intake i)
    union all
    select (select min(i.account_id) from webhook_intake i where i.account_id > w.account_id)
    from waiting w where w.account_id is not null
  )
  select w.account_id from waiting w where w.account_id is not null
$$;
revoke all on function accounts_with_webhook_intake from public;
grant execute on function accounts_with_webhook_intake to quayside_app;

create or replace function forget_old_webhooks(days integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  forgotten bigint;
begin
  delete from webhook_deliveries d using account_clocks c
    where c.account_id = d.account_id and d.subscription_id is null and d.status not in ('queued', 'sending')
      and d.made_at < now() + make_interval(secs => c.offset_ms / 1000.0) - make_interval(days => days);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;

-- What came of deliveries of subscriptions is kept for so many days, failures longer. What waits for a subscription that is paused waits for so many
-- days, and whatever stood behind it then leads.
create function forget_old_subscribed_webhooks(days_taken integer, days_failed integer, days_held integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  forgotten bigint;
begin
  update webhook_deliveries d set status = 'cancelled', reason = 'held_too_long', settled_at = h.now
    from (select s.account_id, s.id, now() + make_interval(secs => c.offset_ms / 1000.0) as now
          from webhook_subscriptions s join account_clocks c on c.account_id = s.account_id where s.state <> 'active') h
    where d.account_id = h.account_id and d.subscription_id = h.id and d.status in ('waiting', 'queued')
      and d.made_at < h.now - make_interval(days => days_held);
  update webhook_deliveries d set status = 'queued'
    from webhook_subscriptions s
    where s.state <> 'active' and d.account_id = s.account_id and d.subscription_id = s.id and d.status = 'waiting'
      and not exists (select from webhook_deliveries b where b.account_id = d.account_id and b.subscription_id = d.subscription_id
        and b.object_id = d.object_id and b.record_id = d.record_id and b.id < d.id and b.status in ('waiting', 'queued', 'sending'));
  delete from webhook_deliveries d using account_clocks c left join webhook_log_settings l on l.account_id = c.account_id
    where c.account_id = d.account_id and d.subscription_id is not null and d.settled_at is not null
      and d.status in ('sent', 'captured', 'failed', 'cancelled')
      and d.settled_at < now() + make_interval(secs => c.offset_ms / 1000.0) - make_interval(days =>
        case when d.status in ('sent', 'captured') then coalesce(l.taken_days, days_taken) else coalesce(l.failed_days, days_failed) end);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
revoke all on function forget_old_subscribed_webhooks from public;
grant execute on function forget_old_subscribed_webhooks to quayside_app;
