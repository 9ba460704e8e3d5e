-- The rows that an import of new contacts leaves, written by hand: the file copied as it is into a table without indexes, then one
-- statement that matches by e-mail, and inserts records, unique values, both events of each contact and the proof of permission.
create unlogged table if not exists bench_rows (email text, first_name text, last_name text, city text, zip text, country text, birthday text, website text, note text);
grant select, insert, truncate on bench_rows to quayside_app;
----
copy bench_rows from stdin (format csv, header true)
----
with numbered as materialized (
  select row_number() over () as id, lower(btrim(b.email)) as email, btrim(concat_ws(' ', b.first_name, b.last_name)) as name,
    jsonb_strip_nulls(jsonb_build_object('1', b.first_name, '2', b.last_name, '11', b.city, '13', b.zip, '14', b.country, '8', b.birthday,
      '15', b.website, '12', b.note)) as given
  from bench_rows b
  left join unique_values u on u.account_id = :account and u.object_id = 0 and u.field_id = 3 and u.value = lower(btrim(b.email))
  where u.record_id is null),
made as (
  insert into records (account_id, object_id, id, unique_id, owner_id, name, name_key, email, email_status, created_at, updated_at, import_id, values, search)
  select :account, 0, n.id, left(replace(gen_random_uuid()::text, '-', ''), 20), 1, n.name, lower(left(btrim(n.name), 200)), n.email, 1, :now, :now, 1,
    n.given, to_tsvector('simple', translate(n.name || ' ' || n.email, '.@-_+/&''"()#:,;|<>!*', '                    '))
  from numbered n),
claimed as (
  insert into unique_values (account_id, object_id, field_id, value, record_id)
  select :account, 0, 3, n.email, n.id from numbered n),
told as (
  insert into events (account_id, retention, at, batch_id, kind, actor_type, actor_id, object_id, record_id, personal)
  select :account, 'business', :now, 1, 'record.created', 'import', '1', 0, n.id,
    jsonb_build_object('changes', (select jsonb_object_agg(c.key, jsonb_build_array(null, c.value)) from jsonb_each(n.given || jsonb_build_object('3', n.email)) c))
  from numbered n),
given as (
  insert into events (account_id, retention, at, batch_id, kind, actor_type, actor_id, object_id, record_id, data)
  select :account, 'proof', :now, 1, 'consent.given', 'import', '1', 0, n.id,
    jsonb_build_object('channel', 'email', 'state', 'declared', 'how', 'import', 'source', 1)
  from numbered n
  returning id, record_id)
insert into consents (account_id, object_id, record_id, channel, state, how, source_id, at, event_id)
select :account, 0, g.record_id, 'email', 'declared', 'import', 1, :now, g.id from given g
