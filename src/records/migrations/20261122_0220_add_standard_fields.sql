-- Fields that every account has from now on: how a contact came, where to find them online, and the like. Accounts that are there get
-- them too, lesser ones in tabs of their own; nothing that an account has named or arranged is touched. Where a label or a key is taken, the
-- new field gets another.
create temporary table new_tabs (object_id integer, id integer, name text, position integer) on commit drop;
insert into new_tabs values
  (0, 2, 'Online', 1),
  (0, 3, 'Source', 2),
  (150, 2, 'Online', 1);

create temporary table new_sections (object_id integer, id integer, name text, position integer, tab_id integer) on commit drop;
insert into new_sections values
  (0, 5, 'Online and other', 4, 2),
  (0, 6, 'How they first came', 5, 3),
  (0, 7, 'How they last came', 6, 3),
  (0, 8, 'Where they came from', 7, 3),
  (150, 3, 'Online', 2, 2);

create temporary table new_fields (
  object_id integer, id integer, key text, label text, type text, section_id integer, parent_object_id integer, help text
) on commit drop;
insert into new_fields values
  (0, 20, 'home_phone', 'Home phone', 'phone', 1, null, ''),
  (0, 22, 'profile_image', 'Profile image', 'image', 5, null, ''),
  (0, 23, 'facebook_link', 'Facebook', 'url', 5, null, ''),
  (0, 24, 'twitter_link', 'X (Twitter)', 'url', 5, null, ''),
  (0, 25, 'instagram_link', 'Instagram', 'url', 5, null, ''),
  (0, 26, 'linkedin_link', 'LinkedIn', 'url', 5, null, ''),
  (0, 21, 'fax', 'Fax', 'phone', 5, null, ''),
  (0, 27, 'n_campaign', 'First campaign', 'text', 6, null, ''),
  (0, 28, 'n_lead_source', 'First source', 'text', 6, null, ''),
  (0, 29, 'n_medium', 'First medium', 'text', 6, null, ''),
  (0, 30, 'n_content', 'First content', 'text', 6, null, ''),
  (0, 31, 'n_term', 'First term', 'text', 6, null, ''),
  (0, 32, 'l_campaign', 'Last campaign', 'text', 7, null, ''),
  (0, 33, 'l_lead_source', 'Last source', 'text', 7, null, ''),
  (0, 34, 'l_medium', 'Last medium', 'text', 7, null, ''),
  (0, 35, 'l_content', 'Last content', 'text', 7, null, ''),
  (0, 36, 'l_term', 'Last term', 'text', 7, null, ''),
  (0, 37, 'freferrer', 'First referrer', 'parent', 8, 0, ''),
  (0, 38, 'lreferrer', 'Last referrer', 'parent', 8, 0, ''),
  (0, 39, 'referral_page', 'Referring page', 'url', 8, null, ''),
  (0, 40, 'ip_addy', 'IP address', 'text', 8, null, ''),
  (0, 41, 'system_source', 'System source', 'text', 8, null, 'What added the contact: a form, an import, a user.'),
  (0, 42, 'source_location', 'Source location', 'text', 8, null, 'Which form, import or page it was.'),
  (149, 12, 'recent_activity', 'Recent activity', 'color', 1, null, 'A colour for how long ago something last happened.'),
  (150, 13, 'facebook_page', 'Facebook', 'url', 3, null, ''),
  (150, 14, 'instagram_name', 'Instagram', 'text', 3, null, ''),
  (150, 15, 'linkedin_page', 'LinkedIn', 'url', 3, null, ''),
  (150, 16, 'twitter_name', 'X (Twitter)', 'text', 3, null, '');

insert into tabs (account_id, object_id, id, name, position)
select o.account_id, n.object_id, n.id, n.name,
  n.position + coalesce((select max(t.position) from tabs t where t.account_id = o.account_id and t.object_id = o.id), 0)
from new_tabs n join objects o on o.id = n.object_id
on conflict do nothing;

insert into sections (account_id, object_id, id, name, position, tab_id)
select o.account_id, n.object_id, n.id, n.name, n.position, n.tab_id
from new_sections n join objects o on o.id = n.object_id
on conflict do nothing;

-- A section that every account began with may have been deleted meanwhile: then a field goes to the first there is.
insert into fields (account_id, object_id, id, key, label, type, section_id, position, parent_object_id, help, created_at)
select o.account_id, n.object_id, n.id,
  case when exists (select from fields f where f.account_id = o.account_id and f.object_id = o.id and f.key = n.key)
    then n.key || '_standard' else n.key end,
  case when exists (select from fields f where f.account_id = o.account_id and f.object_id = o.id and f.deleted_at is null
      and lower(f.label) = lower(n.label))
    then n.label || ' (standard)' else n.label end,
  n.type, s.id,
  1 + n.id + coalesce((select max(f.position) from fields f where f.account_id = o.account_id and f.object_id = o.id), 0),
  n.parent_object_id, n.help, now()
from new_fields n join objects o on o.id = n.object_id
cross join lateral (
  select s.id from sections s where s.account_id = o.account_id and s.object_id = o.id
  order by s.id <> n.section_id, s.position, s.id limit 1) s
on conflict do nothing;

update structure_versions set version = gen_random_uuid();
