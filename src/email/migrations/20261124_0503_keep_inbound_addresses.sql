-- Addresses at which mail of an account's people comes in by SMTP: those of its channels. One on a domain of the account's own is only taken
-- for it while that domain is verified.
create table inbound_addresses (
  account_id bigint not null,
  address text not null,
  created_at timestamptz not null,
  primary key (account_id, address)
);
create index inbound_addresses_address on inbound_addresses (address, created_at);
select protect_tenant_table('inbound_addresses');

-- The account that mail to an address is for: on the installation's own host the first that named it, else the one whose domain it is.
create function account_of_inbound_address(asked text, mail_host text) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.account_id from inbound_addresses a
  where a.address = asked and (split_part(asked, '@', 2) = mail_host or exists (
    select from sending_domains d where d.account_id = a.account_id and d.state = 'verified'
      and split_part(asked, '@', 2) in (d.name, d.return_path_host)))
  order by a.created_at, a.account_id limit 1
$$;
revoke all on function account_of_inbound_address from public;
grant execute on function account_of_inbound_address to quayside_app;

-- Domains are looked up once a day, those that wait for their records or have lost them every hour.
create or replace function sending_domains_to_check(checked_before timestamptz) returns table (account_id bigint, domain_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select d.account_id, d.id from sending_domains d
  where d.checked_at is null or d.checked_at < checked_before or (d.state <> 'verified' and d.checked_at < checked_before + interval '23 hours')
$$;

-- The operator's account, whose desk takes what is written to the installation itself.
create function operator_account() returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.account_id from accounts a where a.kind = 'operator' order by a.account_id limit 1
$$;
revoke all on function operator_account from public;
grant execute on function operator_account to quayside_app;
