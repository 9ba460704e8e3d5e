-- A score model and how far its sweep over all records has come: `sweep_why` null means that none is under way. While `sweep_stopped` the sweep
-- rests; `sweep_at` is when, by the account's clock, the next begins by itself.
create table scores (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  field_id integer not null,
  band_field_id integer not null,
  name text not null,
  settings jsonb not null,
  revision integer not null default 1,
  recount jsonb not null default '[]',
  sweep_why text collate "C" check (sweep_why in ('model', 'time')),
  sweep_after bigint not null default 0,
  sweep_done bigint not null default 0,
  sweep_total bigint not null default 0,
  sweep_stopped boolean not null default false,
  sweep_at timestamptz not null default 'infinity',
  swept_day date,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id)
);
create index scores_sweep on scores (account_id, sweep_at) where deleted_at is null;
select protect_tenant_table('scores');

-- What a record earned by one line on one day of the account: how many events count, or, of line 0, how many points were given by hand or by maps.
create table score_earned (
  account_id bigint not null,
  score_id bigint not null,
  record_id bigint not null,
  line_id integer not null,
  day date not null,
  amount bigint not null,
  primary key (account_id, score_id, record_id, line_id, day)
) with (fillfactor = 90);
create index score_earned_day on score_earned (account_id, score_id, day);
select protect_tenant_table('score_earned');

-- The accounts in which a sweep is under way or about to begin, each by its own clock.
create function scores_to_sweep(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct s.account_id
  from scores s
  join account_clocks c on c.account_id = s.account_id
  where s.deleted_at is null and not s.sweep_stopped
    and (s.sweep_why is not null or s.sweep_at <= real_now + make_interval(secs => c.offset_ms / 1000.0))
$$;
revoke all on function scores_to_sweep from public;
grant execute on function scores_to_sweep to quayside_app;
