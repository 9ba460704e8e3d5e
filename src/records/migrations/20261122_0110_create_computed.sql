-- When every record's value of a formula or roll-up had been worked out as its definition now stands; null while that is under way.
alter table fields add column computed_since timestamptz;

-- One link of two records by a pair of relation fields. `object_id` and `field_id` name the side of the pair with the smaller ids.
create table record_links (
  account_id bigint not null,
  object_id integer not null,
  field_id integer not null,
  record_id bigint not null,
  related_id bigint not null,
  added_at timestamptz not null,
  primary key (account_id, object_id, field_id, record_id, related_id)
);
create index record_links_related on record_links (account_id, object_id, field_id, related_id, record_id);
select protect_tenant_table('record_links');

-- What is to be worked out again. Rows are only ever added and taken away, never changed into each other: two writers each add theirs, and
-- whoever drains the queue sees the row of a writer only when that writer's change stands.
--   record    the computed values of the record
--   children  of every record of the object whose parent field `field_id` points to the record, those after `after_id`
--   all       of every record of the object, those after `after_id`
-- Rows of children wait for `gate`: until every transaction has ended that may have read the parent as it was before.
create sequence stale_value_ids as bigint cache 100;
grant usage on sequence stale_value_ids to quayside_app;
create table stale_values (
  account_id bigint not null,
  id bigint not null default nextval('stale_value_ids'),
  what text not null check (what in ('record', 'children', 'all')),
  object_id integer not null,
  field_id integer,
  record_id bigint,
  after_id bigint not null default 0,
  cause_id bigint,
  quiet boolean not null default false,
  gate xid8,
  primary key (account_id, id)
);
create index stale_values_record on stale_values (account_id, object_id, record_id) where what = 'record';
select protect_tenant_table('stale_values');

-- The accounts in which something is to be worked out again, each found by one look into the index. Only the owner sees across accounts.
create function accounts_with_stale_values() returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive found(account_id) as (
    (select s.account_id from stale_values s order by s.account_id limit 1)
    union all
    select (select s.account_id from stale_values s where s.account_id > f.account_id order by s.account_id limit 1)
    from found f where f.account_id is not null)
  select f.account_id from found f where f.account_id is not null
$$;
revoke all on function accounts_with_stale_values from public;
grant execute on function accounts_with_stale_values to quayside_app;
