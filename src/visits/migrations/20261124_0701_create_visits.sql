-- Who may set up forms, pages and the tracking of visits: whoever writes letters so far may do that as well.
update roles set rights = jsonb_set(rights, '{account}', rights->'account' || '["forms.manage"]')
where rights->'account' ? 'messages.manage' and not rights->'account' ? 'forms.manage';

-- How visits to the account's own sites are noted: on which domains the site key counts, and what visitors are asked before. `key_number` makes
-- the key: another number, another key.
create table visit_settings (
  account_id bigint primary key,
  is_on boolean not null default true,
  domains text[] not null default '{}',
  consent text not null check (consent in ('at_once', 'after_consent', 'never')),
  cookie_days integer not null,
  key_number integer not null default 1,
  seen_at timestamptz,
  seen_address text,
  refused_at timestamptz,
  refused_host text,
  updated_at timestamptz not null
);
select protect_tenant_table('visit_settings');

-- One browser that came back with its cookie, of which only a hash is kept; `record_id` once it is known who uses it. `first` and `last` are how
-- it came: UTM values, referrer, page. No address of a computer is kept.
create table visitors (
  account_id bigint not null,
  id bigint not null,
  key_hash text not null,
  object_id integer,
  record_id bigint,
  first_at timestamptz not null,
  last_at timestamptz not null,
  visits integer not null,
  views integer not null,
  first jsonb not null,
  last jsonb not null,
  country text,
  region text,
  city text,
  primary key (account_id, id),
  unique (account_id, key_hash)
) with (fillfactor = 80);
create index visitors_record on visitors (account_id, object_id, record_id) where record_id is not null;
create index visitors_last on visitors (account_id, last_at);
select protect_tenant_table('visitors');

-- Each page looked at. Without a visitor where nobody may be told from another. `begins_visit` after half an hour of nothing.
create sequence page_view_ids as bigint cache 100;
grant usage on sequence page_view_ids to quayside_app;
create table page_views (
  account_id bigint not null,
  id bigint not null default nextval('page_view_ids'),
  at timestamptz not null,
  visitor_id bigint,
  object_id integer,
  record_id bigint,
  begins_visit boolean not null,
  host text not null,
  path text not null,
  referrer text,
  utm jsonb,
  country text,
  primary key (account_id, id)
);
create index page_views_at on page_views (account_id, at);
create index page_views_visitor on page_views (account_id, visitor_id) where visitor_id is not null;
create index page_views_record on page_views (account_id, object_id, record_id, at) where record_id is not null;
select protect_tenant_table('page_views');

-- Forgets page views, and visitors of whom nobody knows who they are, that are older than the days given, so many of each at a time; each account by
-- its own clock. Gives how many rows went.
create function forget_old_visits(real_now timestamptz, keep_days integer, most integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  views bigint;
  people bigint;
begin
  delete from page_views p using (
    select o.account_id, o.id from page_views o join account_clocks k on k.account_id = o.account_id
    where o.at < real_now + make_interval(secs => k.offset_ms / 1000.0) - make_interval(days => keep_days) limit most) old
  where p.account_id = old.account_id and p.id = old.id;
  get diagnostics views = row_count;
  delete from visitors v using (
    select o.account_id, o.id from visitors o join account_clocks k on k.account_id = o.account_id
    where o.record_id is null and o.last_at < real_now + make_interval(secs => k.offset_ms / 1000.0) - make_interval(days => keep_days) limit most) old
  where v.account_id = old.account_id and v.id = old.id;
  get diagnostics people = row_count;
  return views + people;
end
$$;
revoke all on function forget_old_visits from public;
grant execute on function forget_old_visits to quayside_app;
