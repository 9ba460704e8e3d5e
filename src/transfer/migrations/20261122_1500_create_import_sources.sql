-- A workbook as it was uploaded, as long as another of its sheets may be chosen; import_parts holds the rows of the one that is.
create table import_originals (
  account_id bigint not null,
  import_id bigint not null,
  part_no integer not null,
  bytes bytea not null,
  primary key (account_id, import_id, part_no)
);
alter table import_originals alter column bytes set storage external;
select protect_tenant_table('import_originals');

-- Keys of the account: `pgp` ones open files that were encrypted for it, `ssh` ones let it in to servers. Older ones go on working until
-- they are removed. The private half is sealed with the installation's secret key.
create table account_keys (
  account_id bigint not null,
  id integer not null,
  kind text not null check (kind in ('pgp', 'ssh')),
  fingerprint text not null,
  public_key text not null,
  private_sealed text,
  created_at timestamptz not null,
  created_by bigint,
  primary key (account_id, id)
);
select protect_tenant_table('account_keys');

-- Folders on servers from which new files are fetched and imported by a schedule. Mapping, options, reading and the declaration are those of
-- the import it was made from; `columns` are its columns: a file with others is held. next_at is a time of the account's clock, claimed_until
-- a real one: until then one process is at it.
create table import_sources (
  account_id bigint not null,
  id integer not null,
  name text not null,
  object_id integer not null,
  mapping jsonb not null,
  options jsonb not null,
  reading jsonb not null,
  columns jsonb not null,
  permission text not null,
  host text not null,
  port integer not null,
  user_name text not null,
  auth text not null check (auth in ('password', 'key')),
  password_sealed text,
  host_key text,
  folder text not null,
  pattern text not null,
  when_done text not null check (when_done in ('leave', 'move', 'delete')),
  done_folder text,
  schedule jsonb not null,
  needs_encryption boolean not null,
  needs_signature boolean not null,
  sender_key text,
  paused boolean not null default false,
  next_at timestamptz,
  claimed_until timestamptz,
  failures integer not null default 0,
  failure text,
  last_at timestamptz,
  created_by bigint not null,
  created_at timestamptz not null,
  primary key (account_id, id)
);
create index import_sources_next on import_sources (account_id, next_at) where not paused;
select protect_tenant_table('import_sources');

-- What became of each file of a source, and of each time nothing could be fetched (no file name then). A file is known by its name, size and
-- time before it is fetched, and by its content after.
create table import_source_files (
  account_id bigint not null,
  source_id integer not null,
  id bigint not null,
  file_name text,
  file_size bigint,
  modified_at timestamptz,
  sha256 text,
  status text not null check (status in ('imported', 'held', 'same', 'refused', 'failed')),
  sentence text,
  import_id bigint,
  fetched_at timestamptz not null,
  primary key (account_id, source_id, id)
);
create index import_source_files_name on import_source_files (account_id, source_id, file_name);
select protect_tenant_table('import_source_files');

-- The accounts in which a source is due, each by its own clock, and nobody is at it.
create function accounts_with_due_sources(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select c.account_id
  from account_clocks c
  cross join lateral (select real_now + make_interval(secs => c.offset_ms / 1000.0) as here) own
  where exists (select from import_sources s where s.account_id = c.account_id and not s.paused and s.next_at <= own.here
    and (s.claimed_until is null or s.claimed_until < real_now))
$$;
revoke all on function accounts_with_due_sources from public;
grant execute on function accounts_with_due_sources to quayside_app;

-- As before, and with the workbooks of drafts nobody came back to; what became of a source's files is kept for a year.
create or replace function forget_old_import_files() returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  forgotten bigint;
begin
  delete from import_rejects r using imports i
    where i.account_id = r.account_id and i.id = r.import_id and i.finished_at < now() - interval '30 days';
  delete from import_parts p using imports i
    where i.account_id = p.account_id and i.id = p.import_id and i.status in ('uploading', 'draft') and i.created_at < now() - interval '7 days';
  delete from import_originals o using imports i
    where i.account_id = o.account_id and i.id = o.import_id and i.created_at < now() - interval '7 days';
  delete from imports where status in ('uploading', 'draft') and created_at < now() - interval '7 days';
  get diagnostics forgotten = row_count;
  delete from import_source_files where fetched_at < now() - interval '1 year' and status <> 'imported';
  return forgotten;
end
$$;
