-- Files that are being, or were, brought into an object. `reading` says how the file's bytes become rows, `mapping` what each of its
-- columns becomes, `options` how rows meet records. Everything the run has done is counted here in the transaction that did it:
-- done_row is the last row of the file whose effect is committed, so that a run that died goes on behind it.
create table imports (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  status text not null check (status in ('uploading', 'draft', 'running', 'stopped', 'finished', 'failed')),
  file_name text not null,
  file_size bigint not null,
  reading jsonb not null,
  columns jsonb not null,
  row_count bigint not null,
  mapping jsonb,
  options jsonb,
  permission text,
  created_by bigint,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  done_row bigint not null default 0,
  rows_read bigint not null default 0,
  created_count bigint not null default 0,
  updated_count bigint not null default 0,
  unchanged_count bigint not null default 0,
  rejected_count bigint not null default 0,
  opted_out_count bigint not null default 0,
  -- The event that started the run: the cause of everything it does.
  event_id bigint,
  failure text,
  -- Which process runs it, until when nobody else need look, and since when and which row, for the rate.
  runner text,
  runner_until timestamptz,
  runner_since timestamptz,
  runner_first_row bigint,
  runner_seen timestamptz,
  primary key (account_id, id)
);
create index imports_running on imports (status, account_id) where status = 'running';
select protect_tenant_table('imports');

-- The uploaded file in pieces, from the upload to the end of the import, where any process can read it.
create table import_parts (
  account_id bigint not null,
  import_id bigint not null,
  part_no integer not null,
  bytes bytea not null,
  primary key (account_id, import_id, part_no)
);
alter table import_parts alter column bytes set storage external;
select protect_tenant_table('import_parts');

-- Rows that were not taken, as they stood in the file, each with one sentence why.
create table import_rejects (
  account_id bigint not null,
  import_id bigint not null,
  row_no bigint not null,
  reason text not null,
  raw text not null,
  primary key (account_id, import_id, row_no)
);
select protect_tenant_table('import_rejects');

-- Where COPY puts the rows of one step before they are merged, which happens in the same transaction and leaves nothing behind. COPY
-- cannot write to tables behind the wall, so this one stands outside it: its statements all state the account, and a row lives for one
-- transaction only. Unlogged, because a step that dies leaves nothing to keep.
create unlogged table import_rows (
  account_id bigint not null,
  import_id bigint not null,
  row_no bigint not null,
  match_key text,
  -- The key in the form of unique_values, as a plain column: behind the wall an expression could not use that table's index.
  match_value text collate "C" generated always as (lower(left(btrim(match_key), 200))) stored,
  changes jsonb,
  tags text[],
  email_opt_out boolean not null,
  sms_opt_out boolean not null,
  -- How many further rows of the file speak of the same record and are part of this one.
  repeats integer not null,
  -- Why the row cannot become a new record, though it may change one.
  create_problem text,
  reason text,
  raw text not null,
  -- The record the row has met; null for a new one.
  record_id bigint,
  primary key (account_id, import_id, row_no)
) with (fillfactor = 70);
grant select, insert, update (record_id), delete on import_rows to quayside_app;

-- The accounts in which an import waits for a process, or is run by `asking`. Only the owner sees across accounts.
create function accounts_with_imports(asking text, moment timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct i.account_id from imports i
  where i.status = 'running' and (i.runner = asking or i.runner_until is null or i.runner_until < moment)
$$;
revoke all on function accounts_with_imports from public;
grant execute on function accounts_with_imports to quayside_app;

-- What was uploaded and not imported within a week goes, and so do lists of rejects after thirty days: both hold people's data.
create function forget_old_import_files() returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  forgotten bigint;
begin
  delete from import_rejects r using imports i
    where i.account_id = r.account_id and i.id = r.import_id and i.finished_at < now() - interval '30 days';
  delete from import_parts p using imports i
    where i.account_id = p.account_id and i.id = p.import_id and i.status in ('uploading', 'draft') and i.created_at < now() - interval '7 days';
  delete from imports where status in ('uploading', 'draft') and created_at < now() - interval '7 days';
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
revoke all on function forget_old_import_files from public;
grant execute on function forget_old_import_files to quayside_app;

-- Tells the planner of tables that have grown fourfold since it last looked. In a new installation the first import would else be planned
-- as if they were empty, and autovacuum looks only once a minute: a chunk of 20,000 rows then took 48 s instead of 0.07 to find its records.
create function analyze_grown_tables() returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  grown regclass;
begin
  for grown in
    select c.oid::regclass from pg_class c
    where c.oid = any(array['public.records', 'public.unique_values', 'public.field_values', 'public.record_tags', 'public.consents']::regclass[])
      and pg_relation_size(c.oid) > 524288 and (c.reltuples <= 0 or c.relpages::bigint * 8192 * 4 < pg_relation_size(c.oid))
  loop
    execute format('analyze %s', grown);
  end loop;
end
$$;
revoke all on function analyze_grown_tables from public;
grant execute on function analyze_grown_tables to quayside_app;
