-- What search knows beside the words of each record: which words there are in an account, what they are without accents, and what each
-- looks like with letters left out, so that a misspelt word leads to those it may have been.
create extension if not exists unaccent;

-- The places where a word and a misspelling of it meet: the hashes of its first seven letters with none of them, one and (of longer words)
-- two left out; of words of the scripts written without spaces also of every two letters that follow each other, so that the middle of a run is
-- found. In plpgsql, 8 µs a word: one statement of generate_series and unions took 1 ms.
create function search_keys(folded text) returns integer[] language plpgsql immutable strict parallel safe set search_path = pg_catalog, public as $$
declare
  start text := left(folded, 7);
  length integer := char_length(start);
  keys integer[] := array[hashtext(start)];
  shorter text;
begin
  for i in 1..length loop
    shorter := left(start, i - 1) || substr(start, i + 1);
    keys := keys || hashtext(shorter);
    if char_length(folded) > 7 then
      for j in i..length - 1 loop
        keys := keys || hashtext(left(shorter, j - 1) || substr(shorter, j + 1));
      end loop;
    end if;
  end loop;
  return keys || search_pairs(folded);
end
$$;

-- Every two letters that follow each other, of words of the scripts written without spaces; of others nothing.
create function search_pairs(folded text) returns integer[] language plpgsql immutable strict parallel safe set search_path = pg_catalog as $$
declare
  pairs integer[] := '{}';
begin
  if folded ~ '[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]' then
    for i in 1..char_length(folded) - 1 loop
      pairs := pairs || hashtext('~' || substr(folded, i, 2));
    end loop;
  end if;
  return pairs;
end
$$;

-- The words of an account's records and notes. Numbers are not among them: they are found as they begin and end. `record_count` is near the
-- truth, not exact: a common word is counted seldom, and then by many.
create table search_words (
  account_id bigint not null,
  word text collate "C" not null,
  folded text collate "C" not null,
  record_count integer not null,
  keys integer[] not null,
  primary key (account_id, word)
) with (fillfactor = 85);
create index search_words_accented on search_words (account_id, folded) where word <> folded;
create index search_words_keys on search_words using gin (account_id, keys) with (gin_pending_list_limit = 4096);
select protect_tenant_table('search_words');

-- The objects whose records are still to be gone through: their search words made anew, and noted in search_words. `after_id` is how far that is.
create table search_refreshes (
  account_id bigint not null,
  object_id integer not null,
  after_id bigint not null default 0,
  primary key (account_id, object_id)
);
select protect_tenant_table('search_refreshes');
insert into search_refreshes (account_id, object_id) select o.account_id, o.id from objects o;

create function accounts_with_search_to_refresh() returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct s.account_id from search_refreshes s
$$;
revoke all on function accounts_with_search_to_refresh from public;
grant execute on function accounts_with_search_to_refresh to quayside_app;

-- Notes and tasks are found by their words, whoever writes them; those written before are gone through with their records.
alter table notes add column search tsvector;
alter table tasks add column search tsvector;
create function search_of_text(body text) returns tsvector language sql immutable parallel safe set search_path = pg_catalog as $$
  select to_tsvector('simple'::regconfig, left(translate(body, '@.-/_+<&', '        '), 100000))
$$;
create function note_words() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  new.search := search_of_text(new.body);
  return new;
end
$$;
create function task_words() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  new.search := search_of_text(new.subject || ' ' || new.body);
  return new;
end
$$;
create trigger note_words before insert or update of body on notes for each row execute function note_words();
create trigger task_words before insert or update of subject, body on tasks for each row execute function task_words();
create index notes_search on notes using gin (account_id, search) where search is not null;
create index tasks_search on tasks using gin (account_id, search) where search is not null;
