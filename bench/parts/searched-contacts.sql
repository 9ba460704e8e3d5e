-- Contacts of account 1 as search meets them: common and rare names with accents, companies, numbers and notes. :contacts is replaced.
insert into account_clocks (account_id) values (1), (2);
insert into accounts (account_id, name, kind, created_at) values (1, 'Harbour Bakery', 'client', now()), (2, 'Hill Bakery', 'client', now());

insert into objects (account_id, id, key, singular, plural, person, created_at)
select account, o.id, o.key, o.key, o.key, o.id = 0, now() from generate_series(1, 2) account, (values (0, 'contact'), (150, 'company')) o(id, key);
insert into tabs (account_id, object_id, id, name) select account, object, 1, 'Details' from generate_series(1, 2) account, (values (0), (150)) o(object);
insert into sections (account_id, object_id, id, tab_id, name) select account, object, 1, 1, 'Details' from generate_series(1, 2) account, (values (0), (150)) o(object);
insert into fields (account_id, object_id, id, key, label, type, section_id, column_name, parent_object_id, created_at)
select account, f.object, f.id, f.key, f.key, f.type, 1, f.column_name, f.parent, now()
from generate_series(1, 2) account, (values
  (0, 1, 'first_name', 'text', null, null), (0, 2, 'last_name', 'text', null, null), (0, 3, 'email', 'email', 'email', null),
  (0, 4, 'sms_number', 'sms', 'sms_number', null), (0, 12, 'company', 'parent', null, 150), (150, 1, 'name', 'text', 'name', null))
  f(object, id, key, type, column_name, parent);
insert into structure_versions (account_id, version) values (1, gen_random_uuid()), (2, gen_random_uuid());

-- Names are picked by a power of a random number: few names are borne by many, many names by few.
select setseed(0.42);
create unlogged table first_names as select row_number() over () as id, name from unnest(string_to_array(
  'James,Mary,John,Patricia,Robert,Jennifer,Michael,Linda,William,Elizabeth,David,Barbara,Anna,Richard,Susan,Joseph,Jessica,Thomas,Sarah,Charles,Karen,' ||
  'Christopher,Nancy,Daniel,Lisa,Matthew,Betty,Anthony,Margaret,Mark,Sandra,Donald,Ashley,Steven,Kimberly,Paul,Emily,Andrew,Donna,Joshua,Michelle,Kenneth,' ||
  'Dorothy,Kevin,Carol,Brian,Amanda,George,Melissa,Edward,Deborah,Ronald,Stephanie,Timothy,Rebecca,Jason,Sharon,Jeffrey,Laura,Ryan,Cynthia,Jacob,Kathleen,' ||
  'Gary,Amy,Nicholas,Shirley,Eric,Angela,Jonathan,Helen,Stephen,Larry,Brenda,Justin,Pamela,Scott,Nicole,Brandon,Emma,Benjamin,Samantha,Samuel,Katherine,' ||
  'Gregory,Christine,Frank,Debra,Alexander,Rachel,Raymond,Catherine,Patrick,Carolyn,Jack,Janet,Dennis,Ruth,Jerry,Maria,Jürgen,Heather,Søren,Diane,Håkan,' ||
  'Virginia,Łukasz,Julie,José,Joyce,Françoise,Victoria,Noël,Olivia,Zoë,Kelly,Björn,Christina,André,Lauren,Renée,Joan,Márta,Evelyn,Jiří,Judith,Siân,Megan,' ||
  'Tomáš,Andrea,Íñigo,Cheryl,Åsa,Hannah,Günther,Jacqueline,Marlène,Martha,Kjell,Gloria,Ludmila,Teresa,Vasiliki,Wilhelmina,Ottilie,Bartholomew,Ferdinand,' ||
  'Maximilian,Sebastian,Konstantin,Theodora,Philippa,Rosalind,Guinevere,Leopold,Cornelius,Archibald,Thaddeus,Zacharias,Ekaterina,Anastasia,Svetlana,' ||
  'Yevgeny,Hiroshi,Takeshi,Yuki,Akiko,Ming,Wei,Jing,Priya,Ananya,Rohan,Arjun,Fatima,Mohammed,Yusuf,Ibrahim,Aisha,Chidi,Ngozi,Kwame,Amara,Thandiwe', ',')) name;
create unlogged table last_names as select row_number() over (order by rank, name) as id, name from (
  select 1 as rank, name from unnest(string_to_array(
    'Smith,Johnson,Williams,Brown,Jones,Garcia,Miller,Davis,Rodriguez,Martinez,Hernandez,Lopez,Wilson,Anderson,Taylor,Moore,Jackson,Martin,Lee,Thompson,' ||
    'White,Harris,Clark,Lewis,Robinson,Walker,Young,Allen,King,Wright,Scott,Torres,Nguyen,Hill,Flores,Green,Adams,Nelson,Baker,Hall,Rivera,Campbell,' ||
    'Mitchell,Carter,Roberts,Müller,Schmidt,Schneider,Fischer,Weber,Meyer,Wagner,Becker,Schulz,Hoffmann,Schäfer,Koch,Bauer,Richter,Klein,Wolf,Schröder,' ||
    'Neumann,Schwarz,Zimmermann,Braun,Krüger,Hofmann,Hartmann,Lange,Werner,Krause,Lehmann,Köhler,Großmann,O''Brien,O''Connor,Murphy,Kelly,Sullivan,Walsh,' ||
    'Dubois,Lefèvre,Moreau,Girard,Lambert,Rousseau,Hansen,Jørgensen,Sørensen,Andersson,Johansson,Nilsson,Lindström,Kowalski,Wiśniewski,Nowak,Novák,Dvořák', ',')) name
  union
  select 2, initcap(a || b || c) from unnest(string_to_array('al,bar,ber,bran,cal,car,dal,del,dor,el,fal,fen,gar,gil,gren,hal,har,hel,hol,ing,kal,kel,kor,lan,lin,lom,mal,mar,mel,mor,nor,ol,pal,pel,ral,ren,ros,sal,sel,sor,tal,tor,ul,val,ver,vil,wal,wer,win,zel', ',')) a,
    unnest(string_to_array('a,e,i,o,an,en,er,in,ka,le', ',')) b,
    unnest(string_to_array('berg,bert,by,cott,dale,feld,ford,gren,hard,holm,kamp,ling,lund,mann,mark,ner,quist,ric,rup,sen,ski,son,stein,ström,ter,ton,vic,well,wick,worth', ',')) c) names;
create unlogged table trades as select row_number() over () as id, name from unnest(string_to_array(
  'Bakery,Logistics,Consulting,Print,Foods,Motors,Textiles,Software,Gardens,Optics,Brewery,Timber,Dental,Legal,Travel,Energy,Plumbing,Studio,Roofing,Media', ',')) name;

insert into records (account_id, object_id, id, unique_id, name, name_key, created_at, updated_at, values, search)
select 1, 150, n.id, 'c' || n.id, n.name, lower(n.name), now(), now(), '{}', to_tsvector('simple', n.name)
from (select g.id, l.name || ' ' || t.name as name from generate_series(1::bigint, :contacts / 50) g(id)
  join last_names l on l.id = 1 + g.id * 7919 % (select count(*) from last_names) join trades t on t.id = 1 + g.id % 20) n;

create unlogged table made as
select n.account, n.id, f.name as first_name, l.name as last_name, n.number, n.company,
  lower(unaccent(f.name || case n.id % 3 when 0 then '.' when 1 then '' else '_' end || replace(l.name, '''', ''))) ||
    case when n.id % 2 = 0 then (n.id % 1000)::text else '' end || '@' ||
    case when n.id % 4 = 0 then 'mail' || n.id % 7 || '.example' else 'firm-' || n.company || '.example' end as email
from (select account, id, 1 + floor(power(random(), 2) * (select count(*) from first_names))::bigint as first,
    1 + floor(power(random(), 4) * (select count(*) from last_names))::bigint as last, 1 + floor(random() * (:contacts / 50))::bigint as company,
    '+49' || (1500000000 + floor(random() * 300000000)::bigint) as number
  from (select 1 as account, id from generate_series(1::bigint, :contacts) id union all select 2, id from generate_series(1::bigint, :contacts / 10) id) ids) n
join first_names f on f.id = n.first join last_names l on l.id = n.last;

insert into records (account_id, object_id, id, unique_id, owner_id, name, name_key, email, sms_number, created_at, updated_at, values, search)
select m.account, 0, m.id, 'u' || m.id, 1 + m.id % 20, m.first_name || ' ' || m.last_name, lower(m.first_name || ' ' || m.last_name), m.email,
  case when m.id % 3 > 0 then m.number end, timestamptz '2024-01-01' + make_interval(secs => (m.id * 50)::integer),
  timestamptz '2026-03-01' - make_interval(secs => (m.id * 16807 % 63072000)::integer),
  jsonb_build_object('1', m.first_name, '2', m.last_name, '12', m.company),
  to_tsvector('simple', m.first_name || ' ' || m.last_name || ' ' || translate(m.email, '@.-_', '    ') || ' ' || coalesce(c.name, '') ||
    case when m.id % 3 > 0 then ' ' || right(m.number, 10) || ' ǂ' || reverse(substr(m.number, 2)) else '' end)
from made m left join records c on c.account_id = m.account and c.object_id = 150 and c.id = m.company
order by m.account, m.id;

insert into notes (account_id, id, object_id, record_id, body, author_id, created_at, updated_at)
select 1, g.id, 0, 1 + g.id * 31 % :contacts, 'Met ' || l.name || ' at the fair; wants an offer for ' || g.id % 1000 || ' rolls a day', 1, now(), now()
from generate_series(1::bigint, :contacts / 5) g(id) join last_names l on l.id = 1 + g.id * 104729 % (select count(*) from last_names);
drop table made, first_names, last_names, trades;
