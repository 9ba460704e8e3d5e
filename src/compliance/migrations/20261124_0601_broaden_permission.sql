-- What people want to hear of and how often, double opt-in, what may be asked of an operator, and the state of an account's mail.

-- What a consent was about (`topic_id`, null for all mail), and until when a pause goes. `personal` may also hold the page, the address of the
-- network and the words that were shown.
alter table consents
  add column topic_id bigint,
  add column until timestamptz;
alter table consents drop constraint consents_state_check;
alter table consents add constraint consents_state_check
  check (state in ('given', 'confirmed', 'declared', 'withdrawn', 'requested', 'paused', 'continued', 'rationed')) not valid;
alter table consents validate constraint consents_state_check;
alter table consents drop constraint consents_how_check;
alter table consents add constraint consents_how_check
  check (how in ('user', 'import', 'form', 'link', 'api', 'reply', 'complaint', 'preferences', 'review', 'merge')) not valid;
alter table consents validate constraint consents_how_check;

-- What an account writes about. With `begins` = 'in' everybody who permits mail gets it until they decline; with 'out' only who chose it.
-- `names` holds name and description in further languages: {"de": {"name", "description"}}.
create table topics (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  description text not null default '',
  names jsonb not null default '{}',
  is_public boolean not null default true,
  begins text not null default 'in' check (begins in ('in', 'out')),
  position integer not null default 0,
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (account_id, id)
);
select protect_tenant_table('topics');

-- What a person chose last of a topic; how it came to that stands in consents.
create table topic_choices (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  topic_id bigint not null,
  wanted boolean not null,
  at timestamptz not null,
  primary key (account_id, object_id, record_id, topic_id)
);
create index topic_choices_topic on topic_choices (account_id, topic_id, object_id, wanted, record_id);
select protect_tenant_table('topic_choices');

-- How often a person wants mail to many, until when none, and in which language they read. Most people have no row.
create table mail_wishes (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  frequency text not null default 'all' check (frequency in ('all', 'weekly', 'monthly')),
  paused_until timestamptz,
  language text,
  at timestamptz not null,
  primary key (account_id, object_id, record_id)
);
create index mail_wishes_paused on mail_wishes (account_id, object_id, paused_until) where paused_until is not null;
select protect_tenant_table('mail_wishes');

-- A row stands here while somebody is asked to confirm that they want mail.
create table confirmation_requests (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  asked_at timestamptz not null,
  asked_count smallint not null default 1,
  primary key (account_id, object_id, record_id)
);
create index confirmation_requests_expiry on confirmation_requests (account_id, expires_at);
select protect_tenant_table('confirmation_requests');

-- How the account asks for permission, what it lets people choose, and how often it writes at most. No row: the defaults.
create table permission_settings (
  account_id bigint primary key,
  double_opt_in text not null default 'off' check (double_opt_in in ('off', 'optional', 'required')),
  confirm_days integer not null default 14,
  confirmation_message_id bigint,
  confirmation_review text not null default 'standard' check (confirmation_review in ('standard', 'provisional', 'approved', 'refused')),
  confirmation_note text,
  most_a_day integer,
  most_a_week integer,
  offers_frequency boolean not null default true,
  offers_pause boolean not null default true,
  correctable_fields integer[] not null default '{}',
  updated_at timestamptz not null
);
select protect_tenant_table('permission_settings');

-- A hash taken of an address (`address`), or of the SHA-256 of an address, as lists from elsewhere bring them (`digest`).
alter table suppressions add column form text not null default 'address' check (form in ('address', 'digest'));
alter table suppressions drop constraint suppressions_reason_check;
alter table suppressions add constraint suppressions_reason_check
  check (reason in ('unsubscribed', 'hard_bounce', 'complaint', 'by_hand', 'imported')) not valid;
alter table suppressions validate constraint suppressions_reason_check;
create index suppressions_at on suppressions (account_id, channel, at);

-- Addresses nobody on this installation may write to. `address_hash` is taken of the salt and the SHA-256 of the address.
create table operator_suppressions (
  channel text not null check (channel in ('email', 'sms')),
  address_hash text collate "C" not null,
  reason text not null check (reason in ('asked', 'trap', 'complaint', 'imported')),
  at timestamptz not null,
  primary key (channel, address_hash)
);
create table operator_salt (
  is_the_one boolean primary key default true check (is_the_one),
  salt text not null
);
insert into operator_salt (salt) values (gen_random_uuid()::text || gen_random_uuid()::text);
grant select, insert, delete on operator_suppressions to quayside_app;
grant select on operator_salt to quayside_app;
grant select on operator_suppressions, operator_salt to quayside_scan;

-- What the operator, or a limit that was passed, has stopped. Only the operator takes a row away.
create table operator_stops (
  account_id bigint not null,
  channel text not null check (channel in ('email', 'sms', 'all')),
  reason text not null,
  cause text not null check (cause in ('operator', 'complaints', 'bounces', 'abuse')),
  at timestamptz not null,
  primary key (account_id, channel)
);
select protect_tenant_table('operator_stops');

-- Letters an hour while an account is slowed down, and how many of this hour's have left.
create table sending_throttles (
  account_id bigint not null,
  channel text not null check (channel in ('email', 'sms')),
  per_hour integer not null,
  reason text not null,
  since timestamptz not null,
  hour timestamptz not null,
  used integer not null default 0,
  primary key (account_id, channel)
);
select protect_tenant_table('sending_throttles');

-- What left and what came back, by day of the account's clock.
create table mail_health (
  account_id bigint not null,
  day date not null,
  sent integer not null default 0,
  hard_bounces integer not null default 0,
  complaints integer not null default 0,
  primary key (account_id, day)
);
select protect_tenant_table('mail_health');

-- What a look at the people of an import found. While it runs (`scanning`) and while it is `held`, none of them gets mail to many.
create table import_reviews (
  account_id bigint not null,
  import_id bigint not null,
  object_id integer not null,
  state text not null check (state in ('scanning', 'passed', 'held', 'released', 'refused')),
  decides text not null default 'account' check (decides in ('account', 'operator')),
  people integer not null default 0,
  findings jsonb not null default '[]',
  at timestamptz not null,
  decided_at timestamptz,
  decided_by bigint,
  note text,
  primary key (account_id, import_id)
);
select protect_tenant_table('import_reviews');

-- What people told the operator of mail they did not want. The reporter's words and address are forgotten after a year.
create table abuse_cases (
  id bigint generated always as identity primary key,
  source text not null check (source in ('form', 'mail', 'limit', 'operator')),
  of_account bigint,
  state text not null default 'open' check (state in ('open', 'confirmed', 'dismissed')),
  subject text not null,
  report text,
  reporter text,
  delivery_id bigint,
  opened_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  note text,
  is_strike boolean not null default false
);
create index abuse_cases_account on abuse_cases (of_account, id) where of_account is not null;
create index abuse_cases_state on abuse_cases (state, id);
grant select, insert, update on abuse_cases to quayside_app;

-- For the operator's desk alone, across accounts: how each account's mail does, what is stopped or slowed down, and what waits for a decision.
-- Counts only; nothing of a client's data.
create function mail_standings(since date) returns table (
  account_id bigint, name text, mode text, kind text, sent bigint, hard_bounces bigint, complaints bigint,
  stops jsonb, per_hour integer, held_imports bigint, confirmation_review text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.account_id, a.name, a.mode, a.kind,
    coalesce(sum(h.sent), 0)::bigint, coalesce(sum(h.hard_bounces), 0)::bigint, coalesce(sum(h.complaints), 0)::bigint,
    (select jsonb_agg(jsonb_build_object('channel', o.channel, 'reason', o.reason, 'cause', o.cause, 'at', o.at) order by o.channel)
      from operator_stops o where o.account_id = a.account_id),
    (select t.per_hour from sending_throttles t where t.account_id = a.account_id and t.channel = 'email'),
    (select count(*) from import_reviews i where i.account_id = a.account_id and i.state = 'held'),
    (select p.confirmation_review from permission_settings p where p.account_id = a.account_id)
  from accounts a
  left join mail_health h on h.account_id = a.account_id and h.day >= since
  where a.closed_at is null
  group by a.account_id
$$;
revoke all on function mail_standings from public;
grant execute on function mail_standings to quayside_app;

-- Who was given leave for a letter to many a moment ago, while anybody's letters are capped: until it stands in the ledger, another one waits.
create table bulk_reservations (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  until timestamptz not null,
  primary key (account_id, object_id, record_id)
);
select protect_tenant_table('bulk_reservations');
