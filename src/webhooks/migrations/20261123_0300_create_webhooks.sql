-- Requests to other programs, one a record and step. Filled in when it was asked for; what was sent and answered is personal and is nulled when
-- the record is erased. `host` is written out by the account and never filled in. `made_by` is the step, user or key that asked for it.
create table webhook_deliveries (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  made_by text not null,
  cause_id bigint,
  status text collate "C" not null check (status in ('queued', 'sending', 'sent', 'failed', 'captured', 'cancelled')),
  host text collate "C" not null,
  method text not null,
  url text,
  headers jsonb,
  body text,
  attempts smallint not null default 0,
  due_at timestamptz not null,
  lease_until timestamptz,
  made_at timestamptz not null,
  tried_at timestamptz,
  settled_at timestamptz,
  took_ms integer,
  reason text,
  response_status smallint,
  response_headers jsonb,
  response_body text,
  -- The delivery this one was asked for again from.
  repeats bigint,
  primary key (account_id, id)
) with (fillfactor = 80);
create index webhook_deliveries_due on webhook_deliveries (account_id, due_at, id) where status = 'queued';
create index webhook_deliveries_sending on webhook_deliveries (account_id, lease_until) where status = 'sending';
create index webhook_deliveries_status on webhook_deliveries (account_id, status, id);
create index webhook_deliveries_host on webhook_deliveries (account_id, host, id);
create index webhook_deliveries_record on webhook_deliveries (account_id, object_id, record_id, id);
create index webhook_deliveries_made on webhook_deliveries (made_at);
select protect_tenant_table('webhook_deliveries');

-- What requests are signed with, sealed under the installation's key. One that was replaced still signs until it ends.
create table webhook_secrets (
  account_id bigint not null,
  id bigint not null,
  sealed text not null,
  made_at timestamptz not null,
  ends_at timestamptz,
  primary key (account_id, id)
);
select protect_tenant_table('webhook_secrets');

-- The accounts with a request that is due by their own clock, or one whose sending was interrupted; from account to account along the index.
create function accounts_with_due_webhooks(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive waiting as (
    (select min(d.account_id) as account_id from webhook_deliveries d where d.status = 'queued')
    union all
    select (select min(d.account_id) from webhook_deliveries d where d.status = 'queued' and d.account_id > w.account_id)
    from waiting w where w.account_id is not null
  ), interrupted as (
    (select min(d.account_id) as account_id from webhook_deliveries d where d.status = 'sending')
    union all
    select (select min(d.account_id) from webhook_deliveries d where d.status = 'sending' and d.account_id > i.account_id)
    from interrupted i where i.account_id is not null
  )
  select w.account_id from waiting w join account_clocks c on c.account_id = w.account_id
  where exists (select from webhook_deliveries d where d.account_id = w.account_id and d.status = 'queued'
    and d.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0))
  union
  select i.account_id from interrupted i
  where exists (select from webhook_deliveries d where d.account_id = i.account_id and d.status = 'sending' and d.lease_until < real_now)
$$;
revoke all on function accounts_with_due_webhooks from public;
grant execute on function accounts_with_due_webhooks to quayside_app;

create function forget_old_webhooks(days integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  forgotten bigint;
begin
  delete from webhook_deliveries d using account_clocks c
    where c.account_id = d.account_id and d.status not in ('queued', 'sending')
      and d.made_at < now() + make_interval(secs => c.offset_ms / 1000.0) - make_interval(days => days);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
revoke all on function forget_old_webhooks from public;
grant execute on function forget_old_webhooks to quayside_app;
