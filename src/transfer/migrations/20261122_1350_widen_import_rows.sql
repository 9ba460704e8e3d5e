-- Rows name an owner and bring notes, too. The table holds the rows of one transaction and is empty between any two.
alter table import_rows add column owner_id bigint, add column notes text[];

-- Cells that named a record which was not there when their row was merged, but may come with a later row or a later file of the set: they are
-- asked for again when those are done. `part` tells the values of one cell apart; `asked_by` is the import at whose end they were asked for last.
create table import_waiting (
  account_id bigint not null,
  import_id bigint not null,
  column_no integer not null,
  row_no bigint not null,
  part integer not null,
  record_id bigint not null,
  value text not null,
  asked_by bigint not null,
  primary key (account_id, import_id, column_no, row_no, part)
);
select protect_tenant_table('import_waiting');

-- What waits goes when the files it waited for have not come in thirty days.
create function forget_import_waiting() returns void
language sql security definer set search_path = pg_catalog, public as $$
  delete from import_waiting w using imports i
  where i.account_id = w.account_id and i.id = w.import_id and i.started_at < now() - interval '30 days'
$$;
revoke all on function forget_import_waiting from public;
grant execute on function forget_import_waiting to quayside_app;
