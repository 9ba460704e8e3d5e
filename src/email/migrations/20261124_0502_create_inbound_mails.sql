-- Mail that came in: bounces, complaints, automatic answers, replies, and what people write of themselves.

-- Mailboxes of the account's that are read by IMAP. `purpose` says what arrives there: answers and letters of people, or only what mail
-- servers send back. `next_uid` is the first message not yet read, as long as the mailbox says `uid_validity`.
create table inbound_mailboxes (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  purpose text not null check (purpose in ('people', 'bounces')),
  address text not null,
  host text not null,
  port integer not null,
  security text not null check (security in ('tls', 'starttls', 'none')),
  user_name text not null,
  password_sealed text not null,
  folder text not null default 'INBOX',
  is_paused boolean not null default false,
  uid_validity bigint,
  next_uid bigint,
  fetched_at timestamptz,
  problem text,
  failures smallint not null default 0,
  due_at timestamptz not null,
  lease_until timestamptz,
  created_at timestamptz not null,
  primary key (account_id, id)
);
select protect_tenant_table('inbound_mailboxes');

-- One mail as it was understood. `digest` keeps a mail from being taken twice. The texts, names and addresses in it are nulled when the
-- person is erased, `raw` after a month. `new_text` is what stands above the quoted letter. `refers_to` are the ids of the mails it answers.
create table inbound_mails (
  account_id bigint not null,
  id bigint not null,
  digest text not null,
  via text not null check (via in ('smtp', 'imap')),
  mailbox_id bigint,
  channel_id bigint,
  desk text,
  kind text not null check (kind in ('bounce', 'delay', 'complaint', 'auto_reply', 'reply', 'mail')),
  object_id integer,
  record_id bigint,
  delivery_id bigint,
  event_id bigint,
  received_at timestamptz not null,
  size_bytes integer not null,
  to_address text,
  from_address text,
  from_name text,
  subject text,
  message_id text,
  in_reply_to text,
  refers_to text[] not null default '{}',
  text text,
  new_text text,
  html text,
  bounce_class text,
  bounce_status text,
  diagnostic text,
  raw bytea,
  primary key (account_id, id),
  unique (account_id, digest)
);
create index inbound_mails_record on inbound_mails (account_id, object_id, record_id, id);
create index inbound_mails_received on inbound_mails (account_id, received_at);
create index inbound_mails_raw on inbound_mails (received_at) where raw is not null;
select protect_tenant_table('inbound_mails');

create table inbound_attachments (
  account_id bigint not null,
  mail_id bigint not null,
  position smallint not null,
  name text not null,
  type text not null,
  size_bytes integer not null,
  content bytea not null,
  primary key (account_id, mail_id, position)
);
select protect_tenant_table('inbound_attachments');

-- Mailboxes that are due to be read.
create function inbound_mailboxes_due(real_now timestamptz) returns table (account_id bigint, mailbox_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.account_id, m.id from inbound_mailboxes m
  where not m.is_paused and m.due_at <= real_now and (m.lease_until is null or m.lease_until < real_now)
$$;
revoke all on function inbound_mailboxes_due from public;
grant execute on function inbound_mailboxes_due to quayside_app;

-- Drops the raw text of mails taken before a time, a bounded number at once. Gives how many.
create function forget_raw_mails(taken_before timestamptz, most integer) returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
declare forgotten integer;
begin
  update inbound_mails m set raw = null
  where (m.account_id, m.id) in (
    select o.account_id, o.id from inbound_mails o where o.raw is not null and o.received_at < taken_before limit most);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
revoke all on function forget_raw_mails from public;
grant execute on function forget_raw_mails to quayside_app;

-- Of which domain a delivery was, and which Message-ID it left under, is asked by what comes back.
create index deliveries_domain on deliveries (account_id, domain, sent_at) where domain is not null;
