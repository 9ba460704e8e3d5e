-- What was written to records lately stands in a list before their index of words, which every look-up reads from end to end. Whoever is about to
-- look up many words has it sorted in first: 5,000 words after 5,000 changes took 12 s without, and 0.4 s with.
create function settle_search_index() returns void
language sql security definer set search_path = pg_catalog, public as $$
  select gin_clean_pending_list('records_search'::regclass), gin_clean_pending_list('notes_search'::regclass);
$$;
revoke all on function settle_search_index from public;
grant execute on function settle_search_index to quayside_app;
