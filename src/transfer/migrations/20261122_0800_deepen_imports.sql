-- Several files can be brought in together: `set_id` is the first import of theirs, and one whose rows point to records of another file
-- waits for that import, `after_id`. `preset` names the product whose export a file was recognised as. `survey` keeps what one look through
-- the whole file has shown of its columns. `made` lists what the import made besides records: fields, and options of fields.
alter table imports
  add column set_id bigint,
  add column after_id bigint,
  add column preset text,
  add column survey jsonb,
  add column made jsonb not null default '[]',
  add column parent_count bigint not null default 0,
  add column undo_event_id bigint;

-- What was said of permission has a wider name, and rows may meet records by several values in turn.
update imports set mapping = replace(mapping::text, '"to": "opt-out"', '"to": "permission"')::jsonb where mapping::text like '%"to": "opt-out"%';
update imports
  set options = (options - 'matchFieldId')
    || jsonb_build_object('match', case when jsonb_typeof(options->'matchFieldId') = 'number' then jsonb_build_array(options->'matchFieldId') else '[]'::jsonb end)
  where options ? 'matchFieldId';

-- By which ids other programs know our records: an export names its records by them, and other files of the same program point to them.
create table import_keys (
  account_id bigint not null,
  object_id integer not null,
  source text collate "C" not null,
  key text collate "C" not null,
  record_id bigint not null,
  import_id bigint not null,
  primary key (account_id, object_id, source, key)
);
create index import_keys_record on import_keys (account_id, object_id, record_id);
select protect_tenant_table('import_keys');

-- The staging table holds the rows of one transaction and is empty between any two: it is made anew. Beyond what it had: further values
-- by which the row may find its record, its id in the program it comes from, what its parents are known by (keyed by column), and what the
-- row says of permission, with its proof.
drop table import_rows;
create unlogged table import_rows (
  account_id bigint not null,
  import_id bigint not null,
  row_no bigint not null,
  match_key text,
  -- The key in the form of unique_values, as a plain column: behind the wall an expression could not use that table's index.
  match_value text collate "C" generated always as (lower(left(btrim(match_key), 200))) stored,
  other_keys text[],
  own_key text collate "C",
  changes jsonb,
  parents jsonb,
  tags text[],
  email_says text,
  sms_says text,
  proof jsonb,
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
grant select, insert, update (record_id, changes), delete on import_rows to quayside_app;

-- As before, but an import waits until the one it follows is finished.
create or replace function accounts_with_imports(asking text, moment timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct i.account_id from imports i
  where i.status = 'running' and (i.runner = asking or i.runner_until is null or i.runner_until < moment)
    and not exists (select from imports p where p.account_id = i.account_id and p.id = i.after_id and p.status <> 'finished')
$$;

-- As before, with the keys of other programs.
create or replace function analyze_grown_tables() returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  grown regclass;
begin
  for grown in
    select c.oid::regclass from pg_class c
    where c.oid = any(array['public.records', 'public.unique_values', 'public.field_values', 'public.record_tags', 'public.consents',
        'public.import_keys']::regclass[])
      and pg_relation_size(c.oid) > 524288 and (c.reltuples <= 0 or c.relpages::bigint * 8192 * 4 < pg_relation_size(c.oid))
  loop
    execute format('analyze %s', grown);
  end loop;
end
$$;
