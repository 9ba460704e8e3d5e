-- An option that was merged into another or taken away: the records that had it are changed in bounded sets, in order of id. Undone, they
-- get it back in the same way.
create table option_changes (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  field_id integer not null,
  option_id integer not null,
  into_option_id integer,
  status text not null default 'running' check (status in ('running', 'done', 'undoing', 'undone')),
  actor jsonb not null,
  event_id bigint not null,
  undo_event_id bigint,
  total bigint not null,
  changed bigint not null default 0,
  looked_to bigint not null default 0,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (account_id, id)
);
create index option_changes_field on option_changes (account_id, object_id, field_id, id);
select protect_tenant_table('option_changes');

-- What a deleted field was, for whoever brings it back; its key is freed at once.
alter table fields add column deleted_key text;
alter table fields add column deleted_by bigint;

-- The accounts with fields that were deleted so many days ago by the account's own time. Only the owner sees across accounts.
create function accounts_with_due_fields(real_now timestamptz, days integer) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct f.account_id from fields f
  join account_clocks c on c.account_id = f.account_id
  where f.deleted_at < real_now + make_interval(secs => c.offset_ms / 1000.0) - make_interval(days => days)
$$;
revoke all on function accounts_with_due_fields from public;
grant execute on function accounts_with_due_fields to quayside_app;
