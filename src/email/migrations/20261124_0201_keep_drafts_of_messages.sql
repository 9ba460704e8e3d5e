-- What a message said before somebody else changed it, or before it was changed on another day: nothing that was written is lost.

-- By whom a message was changed last; null where no user did.
alter table messages add column updated_by bigint;

-- A message as it stood at a revision, before that was overwritten.
create table message_drafts (
  account_id bigint not null,
  message_id bigint not null,
  revision integer not null,
  source jsonb not null,
  saved_at timestamptz not null,
  saved_by bigint,
  primary key (account_id, message_id, revision)
);
select protect_tenant_table('message_drafts');
