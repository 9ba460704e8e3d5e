-- Uploaded files: kept in the database, in pieces, so that a backup has them and every machine of an installation can hand them out.
create table files (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  type text not null,
  size bigint not null,
  width integer,
  height integer,
  uploaded_by bigint,
  created_at timestamptz not null,
  primary key (account_id, id)
);
select protect_tenant_table('files');

create table file_parts (
  account_id bigint not null,
  file_id bigint not null,
  variant text not null check (variant in ('whole', 'thumbnail')),
  part_no integer not null,
  bytes bytea not null,
  primary key (account_id, file_id, variant, part_no)
);
alter table file_parts alter column bytes set storage external;
select protect_tenant_table('file_parts');

-- Which field of which record has a file, or had it until `released_at`: for 30 days it can be put back.
create table file_uses (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  field_id integer not null,
  file_id bigint not null,
  released_at timestamptz,
  primary key (account_id, object_id, record_id, field_id, file_id)
);
create index file_uses_file on file_uses (account_id, file_id);
select protect_tenant_table('file_uses');

-- Removes files that no record has had for a day since they were uploaded, or for 30 days since it gave them up. Gives how many.
create function forget_unused_files() returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
declare forgotten integer;
begin
  delete from file_uses u where u.released_at < now() - interval '30 days';
  with gone as (
    delete from files f where f.created_at < now() - interval '1 day'
      and not exists (select from file_uses u where u.account_id = f.account_id and u.file_id = f.id)
    returning f.account_id, f.id),
  parts as (
    delete from file_parts p using gone g where p.account_id = g.account_id and p.file_id = g.id)
  select count(*) into forgotten from gone;
  return forgotten;
end
$$;
revoke all on function forget_unused_files from public;
grant execute on function forget_unused_files to quayside_app;
