-- Letters: what they say, who gets them, and what became of each.

-- What people edit. Publishing makes an immutable version of it; letters are only ever sent from a version.
create table messages (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  purpose text not null check (purpose in ('bulk', 'transactional')),
  subject text not null default '',
  preheader text not null default '',
  body jsonb not null,
  from_name text not null default '',
  reply_to text not null default '',
  revision integer not null default 1,
  published_version integer,
  published_revision integer,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id)
);
select protect_tenant_table('messages');

-- A message as it was when it was published: Liquid templates that only need filling in. `links` are the templates of its links, in the
-- order their numbers stand in the html; `merge_fields` the paths it asks of a record.
create table message_versions (
  account_id bigint not null,
  message_id bigint not null,
  version integer not null,
  purpose text not null,
  subject text not null,
  html text not null,
  text text not null,
  links jsonb not null,
  merge_fields jsonb not null,
  from_name text not null,
  reply_to text not null,
  published_at timestamptz not null,
  published_by bigint,
  primary key (account_id, message_id, version)
);
select protect_tenant_table('message_versions', 'select, insert');

-- One letter to one person. While it is queued it holds ids alone; what was filled in (`address`, `merge_values`) is written when it is
-- captured or handed to the mail server, and nulled when the person is erased. `practising` is how the account stood when it was queued:
-- such a letter never leaves, whatever the account does later. `event_id` is the event of its latest state, the cause of what follows.
create table deliveries (
  account_id bigint not null,
  id bigint not null,
  message_id bigint not null,
  version integer not null,
  object_id integer not null,
  record_id bigint not null,
  purpose text not null,
  status text not null check (status in ('queued', 'captured', 'sending', 'sent', 'failed', 'uncertain', 'cancelled')),
  practising boolean not null,
  reason text,
  event_id bigint,
  queued_at timestamptz not null,
  due_at timestamptz not null,
  lease_until timestamptz,
  attempts smallint not null default 0,
  sent_at timestamptz,
  last_opened_at timestamptz,
  last_clicked_at timestamptz,
  address text,
  merge_values jsonb,
  primary key (account_id, id)
) with (fillfactor = 80);
create index deliveries_due on deliveries (account_id, due_at, id) where status = 'queued';
create index deliveries_sending on deliveries (account_id, lease_until) where status = 'sending';
create index deliveries_status on deliveries (account_id, status, id);
create index deliveries_record on deliveries (account_id, object_id, record_id, id);
create index deliveries_message on deliveries (account_id, message_id, id);
select protect_tenant_table('deliveries');

-- Where the account's letters come from and which server takes them; the password is sealed with the installation's secret key.
create table mail_settings (
  account_id bigint primary key,
  from_name text not null default '',
  from_address text not null default '',
  reply_to text not null default '',
  smtp_host text not null default '',
  smtp_port integer not null default 587,
  smtp_security text not null default 'starttls' check (smtp_security in ('tls', 'starttls', 'none')),
  smtp_user text not null default '',
  smtp_password_sealed text,
  tested_at timestamptz,
  updated_at timestamptz not null
);
select protect_tenant_table('mail_settings');

-- The accounts with a letter that is due by their own clock, or one whose sending was interrupted. Steps from account to account along the
-- index, so that a queue of a million in one account costs no more than a queue of one.
create function accounts_with_due_mail(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive waiting as (
    (select min(d.account_id) as account_id from deliveries d where d.status = 'queued')
    union all
    select (select min(d.account_id) from deliveries d where d.status = 'queued' and d.account_id > w.account_id)
    from waiting w where w.account_id is not null
  ), interrupted as (
    (select min(d.account_id) as account_id from deliveries d where d.status = 'sending')
    union all
    select (select min(d.account_id) from deliveries d where d.status = 'sending' and d.account_id > i.account_id)
    from interrupted i where i.account_id is not null
  )
  select w.account_id from waiting w join account_clocks c on c.account_id = w.account_id
  where exists (select from deliveries d where d.account_id = w.account_id and d.status = 'queued'
    and d.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0))
  union
  select i.account_id from interrupted i
  where exists (select from deliveries d where d.account_id = i.account_id and d.status = 'sending' and d.lease_until < real_now)
$$;
revoke all on function accounts_with_due_mail from public;
grant execute on function accounts_with_due_mail to quayside_app;
