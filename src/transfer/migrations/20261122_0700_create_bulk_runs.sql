-- One thing done with many records at once, and one undoing of such a thing. What it is to do stands in kind and settings; whom with, in
-- bulk_chunks. Everything a run has done is counted here in the transaction that did it: done_chunk is the last chunk whose effect is committed.
create table bulk_runs (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  kind text not null,
  settings jsonb not null,
  status text not null check (status in ('running', 'stopped', 'finished', 'failed')),
  -- Of an undoing: the event whose consequences are taken back, and the run that had it, where it was one.
  undoes_event_id bigint,
  undoes_run_id bigint,
  undone_by bigint,
  started_by bigint not null,
  actor_type text not null,
  actor_id text,
  -- Named by whoever starts a run, so that asking twice starts it once.
  request_key text,
  -- The event that started the run: the cause of everything it does.
  event_id bigint not null,
  total bigint not null,
  chunk_count integer not null,
  done_chunk integer not null default 0,
  done_count bigint not null default 0,
  changed_count bigint not null default 0,
  unchanged_count bigint not null default 0,
  failed_count bigint not null default 0,
  -- Time spent working, for the rate.
  work_ms bigint not null default 0,
  tries integer not null default 0,
  failure text,
  created_at timestamptz not null,
  finished_at timestamptz,
  last_moved_at timestamptz,
  primary key (account_id, id)
);
create index bulk_runs_running on bulk_runs (account_id) where status = 'running';
create unique index bulk_runs_key on bulk_runs (account_id, started_by, request_key) where request_key is not null;
create index bulk_runs_event on bulk_runs (account_id, event_id);
select protect_tenant_table('bulk_runs');

-- Which records a run is about, fixed when it started: as many as one transaction takes in each row. A million records are 400 rows.
create table bulk_chunks (
  account_id bigint not null,
  run_id bigint not null,
  chunk_no integer not null,
  object_id integer not null,
  record_ids bigint[] not null,
  primary key (account_id, run_id, chunk_no)
);
select protect_tenant_table('bulk_chunks');

-- Records with which a run could not do what it was to do, each with one sentence why.
create table bulk_failures (
  account_id bigint not null,
  run_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  reason text not null,
  primary key (account_id, run_id, object_id, record_id)
);
create index bulk_failures_record on bulk_failures (account_id, object_id, record_id);
select protect_tenant_table('bulk_failures');

-- The accounts in which a run waits for a process. Only the owner sees across accounts.
create function accounts_with_bulk_runs() returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct b.account_id from bulk_runs b where b.status = 'running'
$$;
revoke all on function accounts_with_bulk_runs from public;
grant execute on function accounts_with_bulk_runs to quayside_app;

-- After thirty days nothing of a run can be undone: its failures and the values it wrote, which may be people's data, go; what was done, by
-- whom and with how many stays.
create function forget_old_bulk_runs() returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  forgotten bigint;
begin
  delete from bulk_failures f using bulk_runs b
    where b.account_id = f.account_id and b.id = f.run_id and b.status <> 'running' and b.created_at < now() - interval '30 days';
  delete from bulk_chunks c using bulk_runs b
    where b.account_id = c.account_id and b.id = c.run_id and b.status <> 'running' and b.created_at < now() - interval '30 days';
  update bulk_runs set settings = settings #- '{change,value}'
    where status <> 'running' and created_at < now() - interval '30 days' and settings #> '{change,value}' is not null;
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
revoke all on function forget_old_bulk_runs from public;
grant execute on function forget_old_bulk_runs to quayside_app;
