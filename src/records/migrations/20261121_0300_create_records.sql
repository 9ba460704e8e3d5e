-- What a company keeps: object types with their fields and sections, the records of every object, and what hangs on them.
create table objects (
  account_id bigint not null,
  id integer not null,
  key text not null,
  singular text not null,
  plural text not null,
  icon text not null default 'box',
  description text not null default '',
  is_custom boolean not null default true,
  person boolean not null default false,
  position integer not null default 0,
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id),
  unique (account_id, key)
);
select protect_tenant_table('objects');

-- Changes with every change of an account's objects, sections or fields: what was read under one version need not be read again.
create table structure_versions (
  account_id bigint primary key,
  version uuid not null
);
select protect_tenant_table('structure_versions');

create table sections (
  account_id bigint not null,
  object_id integer not null,
  id integer not null,
  name text not null,
  position integer not null default 0,
  primary key (account_id, object_id, id)
);
select protect_tenant_table('sections');

-- A field's value stands in the system column `column_name` of records, or else in records.values under the field's id.
-- `sortable` fields also stand in field_values, `is_unique` fields also in unique_values.
create table fields (
  account_id bigint not null,
  object_id integer not null,
  id integer not null,
  key text not null,
  label text not null,
  type text not null,
  section_id integer not null,
  position integer not null default 0,
  column_name text,
  options jsonb not null default '[]',
  parent_object_id integer,
  is_required boolean not null default false,
  is_unique boolean not null default false,
  is_read_only boolean not null default false,
  sortable boolean not null default false,
  sortable_since timestamptz,
  help text not null default '',
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, object_id, id),
  unique (account_id, object_id, key)
);
select protect_tenant_table('fields');

-- Every record of every object. Values live in `values` (jsonb keyed by field id, never indexed); the columns are what the engine
-- itself matches, sorts and joins by, all of types whose comparisons are leakproof.
-- No index holds updated_at itself: then no update could stay within its page (HOT), and changing one field of 4,000 records cost 98 ms
-- instead of 34. updated_on changes once a day; lists sorted by the last change order by updated_on, updated_at.
create table records (
  account_id bigint not null,
  object_id integer not null,
  id bigint not null,
  unique_id text not null,
  owner_id bigint,
  name text not null default '',
  name_key text collate "C" not null default '',
  email text collate "C",
  sms_number text collate "C",
  email_status smallint not null default 0,
  sms_status smallint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_on date not null generated always as ((updated_at at time zone 'UTC')::date) stored,
  last_activity_at timestamptz,
  deleted_at timestamptz,
  import_id bigint,
  version integer not null default 1,
  values jsonb not null default '{}',
  search tsvector,
  primary key (account_id, object_id, id)
) with (fillfactor = 85);
create index records_name on records (account_id, object_id, name_key, id) where deleted_at is null;
create index records_email on records (account_id, object_id, email, id) where deleted_at is null;
create index records_owner on records (account_id, object_id, owner_id, id) where deleted_at is null;
create index records_updated on records (account_id, object_id, updated_on, id) where deleted_at is null;
create index records_bin on records (account_id, object_id, deleted_at, id) where deleted_at is not null;
create extension if not exists btree_gin;
create index records_search on records using gin (account_id, search) with (gin_pending_list_limit = 16384) where deleted_at is null;
select protect_tenant_table('records');

-- A copy, written in the same statement, of the values that are sorted, matched or filtered at scale; indexed once for everybody.
create table field_values (
  account_id bigint not null,
  object_id integer not null,
  field_id integer not null,
  record_id bigint not null,
  text_value text collate "C",
  number_value double precision,
  time_value timestamptz,
  primary key (account_id, object_id, record_id, field_id)
);
create index field_values_text on field_values (account_id, object_id, field_id, text_value, record_id) where text_value is not null;
create index field_values_number on field_values (account_id, object_id, field_id, number_value, record_id) where number_value is not null;
create index field_values_time on field_values (account_id, object_id, field_id, time_value, record_id) where time_value is not null;
select protect_tenant_table('field_values');

-- One row for each value of a unique field: what makes it unique, and what imports and the API match on.
create table unique_values (
  account_id bigint not null,
  field_id integer not null,
  value text collate "C" not null,
  object_id integer not null,
  record_id bigint not null,
  primary key (account_id, object_id, field_id, value)
);
create index unique_values_record on unique_values (account_id, object_id, record_id);
select protect_tenant_table('unique_values');

create table tags (
  account_id bigint not null,
  object_id integer not null,
  id bigint not null,
  name text not null,
  name_key text collate "C" not null,
  created_at timestamptz not null,
  primary key (account_id, object_id, id),
  unique (account_id, object_id, name_key)
);
select protect_tenant_table('tags');

create table record_tags (
  account_id bigint not null,
  object_id integer not null,
  tag_id bigint not null,
  record_id bigint not null,
  added_at timestamptz not null,
  primary key (account_id, object_id, tag_id, record_id)
);
create index record_tags_record on record_tags (account_id, object_id, record_id, tag_id);
select protect_tenant_table('record_tags');

create table notes (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  body text not null,
  author_id bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (account_id, id)
);
create index notes_record on notes (account_id, object_id, record_id, id);
select protect_tenant_table('notes');

create table tasks (
  account_id bigint not null,
  id bigint not null,
  object_id integer,
  record_id bigint,
  subject text not null,
  body text not null default '',
  assignee_id bigint,
  due_at timestamptz,
  status text not null default 'pending' check (status in ('pending', 'complete', 'cancelled')),
  outcome text,
  completed_at timestamptz,
  created_at timestamptz not null,
  primary key (account_id, id)
);
create index tasks_record on tasks (account_id, object_id, record_id, id);
create index tasks_assignee on tasks (account_id, assignee_id, status, due_at, id);
select protect_tenant_table('tasks');

-- The accounts in whose bins records have lain for so many days of the account's own time. Only the owner sees across accounts.
create function accounts_with_due_bin(real_now timestamptz, days integer) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct r.account_id from records r
  join account_clocks c on c.account_id = r.account_id
  where r.deleted_at is not null and r.deleted_at < real_now + make_interval(secs => c.offset_ms / 1000.0) - make_interval(days => days)
$$;
revoke all on function accounts_with_due_bin from public;
grant execute on function accounts_with_due_bin to quayside_app;
