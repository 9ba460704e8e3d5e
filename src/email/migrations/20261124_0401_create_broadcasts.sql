-- Letters to many at once: whom, when, and what is tried out on some of them first.

-- `which` says whom as it was asked for; who that is is settled when it starts, in chunks. `schedule` says when letters leave, `variants` what they
-- are made from ({"messageId", "version", "subject"}; the version is settled at the start), `test` how a winner is found among them.
-- Letters of one that is paused or stopped do not leave. All that was queued is counted here in the transaction that queued it: `done_chunk` is the
-- last chunk whose letters are committed, `refused` how many got none, by the gate's reason. `event_id` is its start: the cause of its letters.
create table broadcasts (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  object_id integer not null,
  purpose text not null,
  topic_id bigint,
  which jsonb not null,
  schedule jsonb not null,
  variants jsonb not null,
  test jsonb,
  state text not null check (state in ('scheduled', 'running', 'paused', 'stopped', 'finished')),
  starts_at timestamptz not null,
  started_by bigint not null,
  request_key text not null,
  event_id bigint,
  total bigint not null default 0,
  same_address bigint not null default 0,
  chunk_count integer not null default 0,
  test_chunks integer not null default 0,
  done_chunk integer not null default 0,
  -- Letters up to this one are in the test, those after it are the others'.
  last_test_letter bigint,
  queued_count bigint not null default 0,
  refused jsonb not null default '{}',
  decide_at timestamptz,
  winner smallint,
  winner_by text check (winner_by in ('hand', 'measure')),
  winner_confidence integer,
  tries integer not null default 0,
  failure text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  last_moved_at timestamptz,
  primary key (account_id, id)
);
create unique index broadcasts_key on broadcasts (account_id, started_by, request_key);
create index broadcasts_open on broadcasts (account_id, starts_at) where state in ('scheduled', 'running', 'stopped') and finished_at is null;
select protect_tenant_table('broadcasts');

-- Whom a broadcast that has started still has to write to, as many in a row as one transaction takes, with the arm of the test of each.
create table broadcast_chunks (
  account_id bigint not null,
  broadcast_id bigint not null,
  chunk_no integer not null,
  first_place bigint not null,
  record_ids bigint[] not null,
  variants smallint[],
  primary key (account_id, broadcast_id, chunk_no)
);
select protect_tenant_table('broadcast_chunks');

-- What machines did with a letter stands apart from what people did. `clicked_links` are the numbers of the links people followed; `burst` the links
-- followed within moments of each other ({"at", "links", "counted"}), by which a program that follows all of them gives itself away.
alter table deliveries
  add column machine_opened_at timestamptz,
  add column machine_clicked_at timestamptz,
  add column clicked_links smallint[],
  add column burst jsonb;
create index deliveries_broadcast on deliveries (account_id, broadcast_id, status) where broadcast_id is not null;

-- A version that differs from another in its subject alone, made for a split test; nobody chooses it.
alter table message_versions add column variant_of integer;
-- The words of a letter typed to one person are that person's: they go when the person is erased. Nothing else of a version ever changes.
grant update (subject, html, text, links, source) on message_versions to quayside_app;

-- The accounts in which a broadcast is to start, to go on, to be judged or to be ended, by their own clocks.
create function accounts_with_due_broadcasts(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct b.account_id from broadcasts b join account_clocks c on c.account_id = b.account_id
  where b.state in ('scheduled', 'running', 'stopped') and b.finished_at is null
    and b.starts_at <= real_now + make_interval(secs => c.offset_ms / 1000.0)
$$;
revoke all on function accounts_with_due_broadcasts from public;
grant execute on function accounts_with_due_broadcasts to quayside_app;
