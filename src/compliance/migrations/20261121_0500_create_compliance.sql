-- What each person permitted and withdrew, and when no letter may leave.

-- Append-only: one row each time a permission was given, declared, confirmed or withdrawn. `how` says on which way, `source_id` names the
-- import, user or delivery it came by. The words that prove it stand in `personal`, which alone may be nulled when a person is erased.
create sequence consent_ids as bigint cache 100;
grant usage on sequence consent_ids to quayside_app;

create table consents (
  account_id bigint not null,
  id bigint not null default nextval('consent_ids'),
  object_id integer not null,
  record_id bigint not null,
  channel text not null check (channel in ('email', 'sms')),
  state text not null check (state in ('given', 'confirmed', 'declared', 'withdrawn')),
  how text not null check (how in ('user', 'import', 'form', 'link', 'api', 'reply', 'complaint')),
  source_id bigint,
  at timestamptz not null,
  event_id bigint,
  personal jsonb,
  primary key (account_id, id)
);
create index consents_record on consents (account_id, object_id, record_id, channel, id);
select protect_tenant_table('consents', 'select, insert');
grant update (personal) on consents to quayside_app;

-- Addresses nothing (`all`) or no bulk mail (`bulk`) may go to, whichever record carries them now or later. Only a salted hash is kept, so
-- that a refusal outlives the erasure of the person without keeping the address.
create table suppressions (
  account_id bigint not null,
  channel text not null check (channel in ('email', 'sms')),
  address_hash text collate "C" not null,
  reach text not null check (reach in ('bulk', 'all')),
  reason text not null check (reason in ('unsubscribed', 'hard_bounce', 'complaint', 'by_hand')),
  at timestamptz not null,
  primary key (account_id, channel, address_hash)
);
select protect_tenant_table('suppressions');

-- Made once with the account; without it nobody can tell whose hash a suppression is by trying addresses found elsewhere.
create table address_salts (
  account_id bigint primary key,
  salt text not null
);
select protect_tenant_table('address_salts', 'select, insert');

-- A row stands here while the account's sending on a channel is stopped.
create table stopped_channels (
  account_id bigint not null,
  channel text not null check (channel in ('email', 'sms')),
  stopped_at timestamptz not null,
  reason text not null,
  primary key (account_id, channel)
);
select protect_tenant_table('stopped_channels');
