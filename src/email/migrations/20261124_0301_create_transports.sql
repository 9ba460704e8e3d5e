-- Letters leave by lanes: those of no broadcast by purpose, then every broadcast by itself, so that nobody waits behind somebody else's million
-- and a broadcast that is paused is not looked through again and again.
create index deliveries_lanes on deliveries (account_id, broadcast_id, purpose, due_at, id) where status = 'queued';

-- Mail servers beside the one of the settings, each for a stream of letters: everything, bulk mail, what deals require and people type, or
-- confirmations of opt-ins. One of kind `direct` has no server: letters go to the receivers' own. `pace` holds the limits of the whole and of
-- receivers' domains ({"perHour", "perDay", "domains": [{"domain", "perHour"}]}), `warm_up` how a day's limit grows
-- ({"startedOn", "first", "growth", "days"}).
create table mail_transports (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  kind text not null check (kind in ('smtp', 'direct')),
  stream text not null check (stream in ('all', 'bulk', 'transactional', 'confirmation')),
  smtp_host text not null default '',
  smtp_port integer not null default 587,
  smtp_security text not null default 'starttls' check (smtp_security in ('tls', 'starttls', 'none')),
  smtp_user text not null default '',
  smtp_password_sealed text,
  connections smallint not null default 10 check (connections between 1 and 50),
  pace jsonb,
  warm_up jsonb,
  is_active boolean not null default true,
  tested_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (account_id, id)
);
select protect_tenant_table('mail_transports');

-- What has left for a receivers' domain, and since when it asks us to go slower. Transport 0 is the server of the settings; domain '' is all of a
-- transport's letters. An hour's count is begun anew when `hour` is another, a day's likewise.
create table receiver_paces (
  account_id bigint not null,
  transport_id bigint not null,
  domain text not null,
  hour timestamptz not null,
  sent_hour integer not null default 0,
  day date not null,
  sent_day integer not null default 0,
  resume_at timestamptz,
  strikes smallint not null default 0,
  primary key (account_id, transport_id, domain)
) with (fillfactor = 70);
select protect_tenant_table('receiver_paces');
