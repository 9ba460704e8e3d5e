-- One row for everything that happens. Partitioned first by retention class, then by month of recorded_at, so that retention drops
-- partitions. Ids carry no order of commit: nothing follows them (see event_batches).
create sequence event_ids as bigint cache 100;
create sequence batch_ids as bigint cache 10;
grant usage on sequence event_ids, batch_ids to quayside_app;

create table events (
  account_id bigint not null,
  id bigint not null default nextval('event_ids'),
  retention text not null check (retention in ('behaviour', 'business', 'proof')),
  recorded_at timestamptz not null default now(),
  at timestamptz not null,
  batch_id bigint not null,
  kind text not null,
  actor_type text not null,
  actor_id text,
  object_id integer,
  record_id bigint,
  subject_type text,
  subject_id bigint,
  cause_id bigint,
  request_id text,
  data jsonb,
  personal jsonb,
  primary key (account_id, id, retention, recorded_at)
) partition by list (retention);

create table events_behaviour partition of events for values in ('behaviour') partition by range (recorded_at);
create table events_business partition of events for values in ('business') partition by range (recorded_at);
create table events_proof partition of events for values in ('proof') partition by range (recorded_at);

create index events_record on events (account_id, object_id, record_id, id) where record_id is not null;
create index events_cause on events (account_id, cause_id) where cause_id is not null;
create index events_batch on events (account_id, batch_id);
create index events_behaviour_kind on events_behaviour (account_id, kind, at) include (object_id, record_id, subject_id);
create index events_recorded on events using brin (recorded_at, kind);

-- Append-only: the product may add rows and, when a person is erased, null what was personal. Nothing else.
select protect_tenant_table('events', 'select, insert');
grant update (personal) on events to quayside_app;

-- Makes the month's partitions of every retention class from this month until `months` ahead; safe to run again.
create function make_event_partitions(months integer) returns void language plpgsql as $$
declare
  class text;
  first_day date;
begin
  foreach class in array array['behaviour', 'business', 'proof'] loop
    for step in -1..months loop
      first_day := date_trunc('month', now())::date + make_interval(months => step);
      execute format(
        'create table if not exists %I partition of %I for values from (%L) to (%L)',
        format('events_%s_%s', class, to_char(first_day, 'YYYY_MM')), 'events_' || class,
        first_day, (first_day + interval '1 month')::date);
    end loop;
  end loop;
end
$$;
select make_event_partitions(3);

-- What followers of the ledger have still to see: one row for a writing transaction and each follower that wants a kind in it.
-- Written at the end of that transaction, deleted in the transaction of the follower that has taken it in.
create table event_batches (
  account_id bigint not null,
  follower text not null,
  batch_id bigint not null,
  kinds text[] not null,
  recorded_at timestamptz not null default now(),
  attempts integer not null default 0,
  failed_at timestamptz,
  failure text,
  primary key (account_id, follower, batch_id)
);
select protect_tenant_table('event_batches');

-- The accounts in which a follower of the ledger has something to read. Only the owner sees across accounts.
create function accounts_with_batches() returns table (account_id bigint, follower text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct b.account_id, b.follower from event_batches b where b.failed_at is null
$$;
revoke all on function accounts_with_batches from public;
grant execute on function accounts_with_batches to quayside_app;

-- The product asks the owner, each night, to make the partitions of the coming months.
create function make_event_partitions_ahead() returns void
language sql security definer set search_path = pg_catalog, public as $$ select make_event_partitions(3) $$;
revoke all on function make_event_partitions_ahead from public;
grant execute on function make_event_partitions_ahead to quayside_app;
