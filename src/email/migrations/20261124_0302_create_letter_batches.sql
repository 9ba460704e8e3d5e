-- How far a batch of letters has been handed over, in slices: before a slice's letters leave, `begun` says so. Of a sender that died those letters
-- alone are uncertain whose slice was begun (`place` < `begun`); the others go back to the queue.
create table letter_batches (
  account_id bigint not null,
  id bigint not null,
  begun integer not null default 0,
  lease_until timestamptz not null,
  primary key (account_id, id)
);
select protect_tenant_table('letter_batches');

alter table deliveries
  add column batch_id bigint,
  add column place smallint;
