-- Before the events of an archive are brought in: the months they were recorded in get their partitions, and ids handed out from now on are
-- above theirs, so that a timeline keeps its order. Only the owner may do either.
create function make_room_for_events(oldest timestamptz, highest_event bigint, highest_batch bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  class text;
  month date;
begin
  foreach class in array array['behaviour', 'business', 'proof'] loop
    for month in select generate_series(date_trunc('month', greatest(oldest, timestamptz '2000-01-01')), date_trunc('month', now()), interval '1 month')::date loop
      execute format(
        'create table if not exists public.%I partition of public.%I for values from (%L) to (%L)',
        format('events_%s_%s', class, to_char(month, 'YYYY_MM')), 'events_' || class, month, (month + interval '1 month')::date);
    end loop;
  end loop;
  perform setval('event_ids', greatest(highest_event, (select last_value from event_ids)));
  perform setval('batch_ids', greatest(highest_batch, (select last_value from batch_ids)));
end
$$;
revoke all on function make_room_for_events from public;
grant execute on function make_room_for_events to quayside_app;

-- Which release an archive is of: the migrations its tables had run.
grant select on migrations to quayside_app;
