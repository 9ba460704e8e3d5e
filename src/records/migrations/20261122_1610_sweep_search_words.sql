-- The accounts that have a book of words, for the nightly look for words nobody has any more.
create function accounts_with_search_words() returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.account_id from accounts a where exists (select from search_words w where w.account_id = a.account_id) order by a.account_id
$$;
revoke all on function accounts_with_search_words from public;
grant execute on function accounts_with_search_words to quayside_app;
