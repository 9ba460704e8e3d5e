-- A million contacts of account 1 with what criteria ask about them, and ten million events. :contacts and :events are replaced.
insert into account_clocks (account_id) values (1), (2);
insert into accounts (account_id, name, kind, created_at) values (1, 'Harbour Bakery', 'client', now()), (2, 'Hill Bakery', 'client', now());

insert into objects (account_id, id, key, singular, plural, person, created_at)
select account, 0, 'contact', 'Contact', 'Contacts', true, now() from generate_series(1, 2) account;
insert into tabs (account_id, object_id, id, name) select account, 0, 1, 'Details' from generate_series(1, 2) account;
insert into sections (account_id, object_id, id, tab_id, name) select account, 0, 1, 1, 'Details' from generate_series(1, 2) account;
insert into fields (account_id, object_id, id, key, label, type, section_id, column_name, options, sortable, sortable_since, created_at)
select account, 0, f.id, f.key, f.key, f.type, 1, f.column_name, coalesce(f.options, '[]')::jsonb, f.sortable, case when f.sortable then now() end, now()
from generate_series(1, 2) account, (values
  (1, 'first_name', 'text', null, null, false), (2, 'last_name', 'text', null, null, false),
  (3, 'email', 'email', 'email', null, false), (11, 'city', 'text', null, null, true), (20, 'score', 'number', null, null, true),
  (8, 'birthday', 'date', null, null, true), (19, 'source', 'dropdown', null,
    '[{"id":1,"label":"Fair"},{"id":2,"label":"Web"},{"id":3,"label":"Friend"},{"id":4,"label":"Shop"}]', false),
  (21, 'remarks', 'longtext', null, null, false)) f(id, key, type, column_name, options, sortable);
insert into structure_versions (account_id, version) values (1, gen_random_uuid()), (2, gen_random_uuid());

-- Account 2 holds a tenth of the rows, so that account_id matters to the planner.
create unlogged table made as
select account, id, 'First' || (id * 7919 % 5000) as first_name, 'Last' || (id * 104729 % 20000) as last_name,
  'person' || id || '@example' || (id % 500) || '.com' as email, (array['Berlin', 'Hamburg', 'Lyon', 'Porto', 'Oslo'])[1 + id * 31 % 5] ||
    case when id % 3 = 0 then '' else ' ' || (id * 17 % 400) end as city,
  (id * 48271 % 100000) / 10.0 as score, date '1950-01-01' + (id * 69621 % 20000)::integer as birthday, 1 + id * 13 % 4 as source,
  timestamptz '2026-03-01' - make_interval(secs => (id * 16807 % 63072000)::integer) as updated_at
from (select 1 as account, id from generate_series(1::bigint, :contacts) id
  union all select 2, id from generate_series(1::bigint, :contacts / 10) id) ids;

insert into records (account_id, object_id, id, unique_id, owner_id, name, name_key, email, email_status, created_at, updated_at,
  last_activity_at, deleted_at, values, search)
select account, 0, id, 'u' || id, 1 + id % 20, first_name || ' ' || last_name, lower(first_name || ' ' || last_name), email, id % 3,
  timestamptz '2024-01-01' + make_interval(secs => (id * 50)::integer), updated_at, case when id % 2 = 0 then updated_at end,
  case when id % 100 = 0 then updated_at end,
  jsonb_build_object('1', first_name, '2', last_name, '11', city, '20', score, '8', birthday, '19', source,
    '21', 'Met at the fair in ' || city || '; wants an offer for ' || id % 1000 || ' rolls a day'),
  to_tsvector('simple', first_name || ' ' || last_name || ' ' || translate(email, '@.', '  '))
from made;

insert into field_values (account_id, object_id, field_id, record_id, text_value, number_value, time_value)
select account, 0, f.field_id, id, case f.field_id when 11 then lower(city) end, case f.field_id when 20 then score end,
  case f.field_id when 8 then birthday::timestamptz end
from made, (values (8), (11), (20)) f(field_id);

insert into record_tags (account_id, object_id, tag_id, record_id, added_at)
select account, 0, tag, id, now() from made, generate_series(1, 10) tag where id % (tag * 3) = 0;

-- A year of behaviour in the order in which it happened. Most belongs to few: half the events to a fifth of the people.
insert into events (account_id, retention, recorded_at, at, batch_id, kind, actor_type, object_id, record_id, subject_id)
select 1, 'behaviour', now() - make_interval(secs => (:events - n) * 2592000.0 / :events), timestamptz '2026-03-02' - make_interval(secs => (:events - n) * 31536000.0 / :events),
  n / 1000, (array['email.opened', 'email.opened', 'email.clicked', 'page.visited', 'email.opened'])[1 + n % 5], 'contact', 0,
  case when n % 2 = 0 then 1 + n * 7919 % (:contacts / 5) else 1 + n * 104729 % :contacts end, 1 + n % 50
from generate_series(1::bigint, :events) n;
drop table made;
