-- As before, and also for tables without statistics, whatever size is on record for them. ANALYZE writes that size at once and its
-- statistics with the transaction: where a process was killed in that transaction the first stayed and the others did not, and every chunk
-- after it was planned blind.
create or replace function analyze_grown_tables() returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  grown regclass;
begin
  for grown in
    select c.oid::regclass from pg_class c
    where c.oid = any(array['public.records', 'public.unique_values', 'public.field_values', 'public.record_tags', 'public.consents',
        'public.import_keys']::regclass[])
      and pg_relation_size(c.oid) > 524288
      and (c.reltuples <= 0 or c.relpages::bigint * 8192 * 4 < pg_relation_size(c.oid)
        or not exists (select from pg_stats s where s.schemaname = 'public' and s.tablename = c.relname))
  loop
    execute format('analyze %s', grown);
  end loop;
end
$$;
