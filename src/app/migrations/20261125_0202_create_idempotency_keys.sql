-- What a program's call with an idempotency key was, and what it was answered, for a day. The row is written in the transaction of the first
-- change the call makes, so that no second call with the key can make it again, whatever becomes of the process; the answer follows.
create table idempotency_keys (
  account_id bigint not null,
  -- Who called: `api_key:7`.
  actor text not null,
  key text not null,
  -- Of the method, the address and the body.
  fingerprint text not null,
  -- Real time: keys are forgotten by it, and calls are given up by it.
  claimed_at timestamptz not null,
  status smallint,
  content_type text,
  body text,
  primary key (account_id, actor, key)
);
create index idempotency_keys_age on idempotency_keys (claimed_at);
select protect_tenant_table('idempotency_keys');

-- Forgets keys of every account, so many at once. Only the owner sees across accounts.
create function forget_idempotency_keys(before timestamptz, most integer) returns bigint
language sql volatile security definer set search_path = pg_catalog, public as $$
  with old as (
    select k.account_id, k.actor, k.key from idempotency_keys k where k.claimed_at < before order by k.claimed_at limit most
  ), gone as (
    delete from idempotency_keys k using old o
    where k.account_id = o.account_id and k.actor = o.actor and k.key = o.key and k.claimed_at < before returning 1)
  select count(*) from gone
$$;
revoke all on function forget_idempotency_keys from public;
grant execute on function forget_idempotency_keys to quayside_app;
