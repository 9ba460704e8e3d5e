-- Whoever may change records, or write letters, may answer those who write.
update roles set rights = jsonb_set(rights, '{account}', rights->'account' || '["inbox.use"]')
where not rights->'account' ? 'inbox.use'
  and (is_owner or rights->'account' ? 'messages.manage' or rights->'otherObjects'->>'edit' <> 'none' or rights->'objects'->'0'->>'edit' <> 'none');

-- Queues of conversations, each for a team: everybody who may use inboxes, or the users named. `unknown_senders` says whether somebody new who
-- writes becomes a contact at once, or when somebody takes them.
create table inboxes (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  is_for_all boolean not null,
  user_ids bigint[] not null default '{}',
  unknown_senders text not null default 'leave' check (unknown_senders in ('leave', 'create')),
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id)
);
select protect_tenant_table('inboxes');

-- Where conversations come from: mail to an address, or answers to the account's letters, which also take what comes to no other channel.
create table inbox_channels (
  account_id bigint not null,
  id bigint not null,
  inbox_id bigint not null,
  kind text not null check (kind in ('address', 'replies')),
  address text,
  from_name text not null default '',
  signature text not null default '',
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id),
  check ((kind = 'address') = (address is not null))
);
create unique index inbox_channels_address on inbox_channels (account_id, address) where deleted_at is null and address is not null;
create unique index inbox_channels_replies on inbox_channels (account_id) where deleted_at is null and kind = 'replies';
select protect_tenant_table('inbox_channels');

-- `address` and `name` are those of whoever writes; `record_id` their record, once they have one. `subject_key` is the subject without what mail
-- programs put before it. `news_id` is the latest entry that is news to others than its author.
create table conversations (
  account_id bigint not null,
  id bigint not null,
  inbox_id bigint not null,
  channel_id bigint not null,
  object_id integer,
  record_id bigint,
  address text,
  name text,
  subject text,
  subject_key text,
  excerpt text,
  state text not null check (state in ('open', 'waiting', 'snoozed', 'closed')),
  snoozed_until timestamptz,
  assignee_id bigint,
  is_spam boolean not null default false,
  merged_into_id bigint,
  entry_count integer not null default 0,
  news_id bigint not null default 0,
  opened_at timestamptz not null,
  last_at timestamptz not null,
  closed_at timestamptz,
  primary key (account_id, id)
) with (fillfactor = 80);
create index conversations_state on conversations (account_id, inbox_id, state, last_at, id) where merged_into_id is null;
create index conversations_assignee on conversations (account_id, assignee_id, state, last_at, id) where merged_into_id is null;
create index conversations_record on conversations (account_id, object_id, record_id, last_at);
create index conversations_address on conversations (account_id, address, last_at);
create index conversations_snoozed on conversations (account_id, snoozed_until) where state = 'snoozed';
select protect_tenant_table('conversations');

-- What was said, one row each: a mail that came, an answer, a note among colleagues. `text` is what is new in it, `quoted` what it repeats of
-- earlier ones. `message_ref` is the Message-ID by which answers name it. `is_auto`: no person wrote it.
create table conversation_entries (
  account_id bigint not null,
  id bigint not null,
  conversation_id bigint not null,
  kind text not null check (kind in ('in', 'out', 'note')),
  at timestamptz not null,
  author_id bigint,
  address text,
  name text,
  subject text,
  text text,
  quoted text,
  has_html boolean not null default false,
  attachments jsonb not null default '[]',
  inbound_id bigint,
  delivery_id bigint,
  message_ref text,
  is_auto boolean not null default false,
  search tsvector generated always as (search_of_text(coalesce(text, ''))) stored,
  primary key (account_id, id)
);
create index conversation_entries_of on conversation_entries (account_id, conversation_id, id);
create unique index conversation_entries_inbound on conversation_entries (account_id, inbound_id) where inbound_id is not null;
create index conversation_entries_delivery on conversation_entries (account_id, delivery_id) where delivery_id is not null;
create index conversation_entries_ref on conversation_entries (account_id, message_ref) where message_ref is not null;
create index conversation_entries_from on conversation_entries (account_id, address, at) where kind = 'in';
create index conversation_entries_search on conversation_entries using gin (account_id, search);
select protect_tenant_table('conversation_entries');

-- How far each user has read.
create table conversation_reads (
  account_id bigint not null,
  conversation_id bigint not null,
  user_id bigint not null,
  entry_id bigint not null,
  primary key (account_id, conversation_id, user_id)
);
select protect_tenant_table('conversation_reads');

-- An answer, or a note, as one user has begun it.
create table conversation_drafts (
  account_id bigint not null,
  conversation_id bigint not null,
  user_id bigint not null,
  kind text not null check (kind in ('answer', 'note')),
  text text not null,
  updated_at timestamptz not null,
  primary key (account_id, conversation_id, user_id)
);
select protect_tenant_table('conversation_drafts');

-- Answers that are given often: everybody's, or one user's own.
create table answer_templates (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  shortcut text not null default '',
  text text not null,
  user_id bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (account_id, id)
);
select protect_tenant_table('answer_templates');

-- Whose mail makes no conversation: an address, or every address of a domain.
create table blocked_senders (
  account_id bigint not null,
  value text not null,
  blocked_by bigint,
  blocked_at timestamptz not null,
  primary key (account_id, value)
);
select protect_tenant_table('blocked_senders');

-- Every account has one inbox to begin with, which takes the answers to its letters.
insert into inboxes (account_id, id, name, is_for_all, created_at)
select a.account_id, 1, 'Everyone', true, a.created_at from accounts a;
insert into inbox_channels (account_id, id, inbox_id, kind, created_at)
select a.account_id, 1, 1, 'replies', a.created_at from accounts a;
insert into counters (account_id, name, next_id)
select a.account_id, n.name, 2 from accounts a cross join (values ('inbox'), ('inbox-channel')) n(name);

-- The accounts in which a conversation put off is to come back, each by its own clock.
create function accounts_with_conversations_to_wake(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct v.account_id from conversations v
  join account_clocks c on c.account_id = v.account_id
  where v.state = 'snoozed' and v.snoozed_until <= real_now + make_interval(secs => c.offset_ms / 1000.0)
$$;
revoke all on function accounts_with_conversations_to_wake from public;
grant execute on function accounts_with_conversations_to_wake to quayside_app;
