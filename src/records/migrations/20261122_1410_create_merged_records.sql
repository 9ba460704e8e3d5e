-- Which record a merged one has become: old addresses lead there, and its history is told with the other's. Ids only; it stays when the
-- merged record is removed from the bin, and goes when the merge is undone or the survivor is erased.
create table merged_records (
  account_id bigint not null,
  object_id integer not null,
  merged_id bigint not null,
  survivor_id bigint not null,
  at timestamptz not null,
  primary key (account_id, object_id, merged_id)
);
create index merged_records_survivor on merged_records (account_id, object_id, survivor_id);
select protect_tenant_table('merged_records');
