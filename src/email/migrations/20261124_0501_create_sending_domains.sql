-- Domains of its own that an account's letters come from. What is found in the DNS is written down with when it was looked up; `state` follows
-- from the DKIM key alone: `waiting` until it was found once, `verified`, and `failing` when it was there and is gone. The return path and the
-- tracking host are used only while their `…_verified_at` stands.
create table sending_domains (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  state text not null default 'waiting' check (state in ('waiting', 'verified', 'failing')),
  return_path_host text not null,
  tracking_host text not null,
  findings jsonb not null default '[]',
  checked_at timestamptz,
  return_path_verified_at timestamptz,
  tracking_verified_at timestamptz,
  created_at timestamptz not null,
  primary key (account_id, id),
  unique (account_id, name)
);
select protect_tenant_table('sending_domains');

-- The key pairs of a domain, each under a selector of its own. One signs; while it is being replaced, the next waits to be found in the DNS,
-- and the one before stays in it for letters still on their way.
create table sending_domain_keys (
  account_id bigint not null,
  domain_id bigint not null,
  selector text not null,
  private_key_sealed text not null,
  public_key text not null,
  state text not null check (state in ('next', 'signing', 'retired')),
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (account_id, domain_id, selector)
);
select protect_tenant_table('sending_domain_keys');

-- The domains that some account is to look up in the DNS again.
create function sending_domains_to_check(checked_before timestamptz) returns table (account_id bigint, domain_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select d.account_id, d.id from sending_domains d where d.checked_at is null or d.checked_at < checked_before
$$;
revoke all on function sending_domains_to_check from public;
grant execute on function sending_domains_to_check to quayside_app;

-- Whether a host name stands in the letters of an account, so that what comes to it may reach only what letters lead to.
create function is_tracking_host(host text) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from sending_domains d where d.tracking_host = host and d.tracking_verified_at is not null)
$$;
revoke all on function is_tracking_host from public;
grant execute on function is_tracking_host to quayside_app;
create index sending_domains_tracking_host on sending_domains (tracking_host) where tracking_verified_at is not null;
