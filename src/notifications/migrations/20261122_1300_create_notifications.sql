-- What users are told of. Ids and counts only: names are read when it is shown.
create table notifications (
  account_id bigint not null,
  id bigint not null,
  user_id bigint not null,
  kind text not null,
  topic text not null,
  -- The first of the events it tells of, and how many there are.
  event_id bigint not null,
  event_count integer not null default 1,
  -- The user who did it; null for the product, imports and automations.
  actor_id bigint,
  object_id integer,
  record_id bigint,
  subject_type text,
  subject_id bigint,
  at timestamptz not null,
  -- Whether it is shown in the app, and not mailed alone.
  in_app boolean not null,
  read_at timestamptz,
  -- When it is mailed unless it was read before; null when it is not, or was.
  mail_at timestamptz,
  primary key (account_id, id),
  unique (account_id, user_id, event_id)
);
create index notifications_user on notifications (account_id, user_id, id desc);
create index notifications_unread on notifications (account_id, user_id) where read_at is null and in_app;
create index notifications_record on notifications (account_id, object_id, record_id) where record_id is not null;
create index notifications_mail on notifications (mail_at, account_id) where mail_at is not null;
create index notifications_at on notifications (at);
select protect_tenant_table('notifications');

-- What a user has chosen; who has chosen nothing is told in the app and, of most topics, by mail.
create table notification_choices (
  account_id bigint not null,
  user_id bigint not null,
  topic text not null,
  in_app boolean not null,
  by_mail text not null check (by_mail in ('at-once', 'daily', 'never')),
  primary key (account_id, user_id, topic)
);
select protect_tenant_table('notification_choices');

-- The accounts in which something is to be mailed by their own clocks. Only the owner sees across accounts.
create function accounts_with_notifications_to_mail(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct n.account_id from notifications n
  join account_clocks c on c.account_id = n.account_id
  where n.mail_at is not null and n.mail_at <= real_now + make_interval(secs => c.offset_ms / 1000.0)
$$;
revoke all on function accounts_with_notifications_to_mail from public;
grant execute on function accounts_with_notifications_to_mail to quayside_app;

create function forget_old_notifications(days integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  forgotten bigint;
begin
  delete from notifications n using account_clocks c
    where c.account_id = n.account_id and n.at < now() + make_interval(secs => c.offset_ms / 1000.0) - make_interval(days => days);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
revoke all on function forget_old_notifications from public;
grant execute on function forget_old_notifications to quayside_app;
