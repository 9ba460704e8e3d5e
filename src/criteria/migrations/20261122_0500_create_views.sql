-- A view keeps how somebody looks at the records of an object: its columns, order, conditions and what stands at the foot.
create table views (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  -- Whose it is. Private views go with their user; shared ones pass on.
  user_id bigint not null,
  shared boolean not null default false,
  -- Of a shared view: the roles that see it; none means every role.
  role_ids jsonb not null default '[]',
  position integer not null default 0,
  settings jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (account_id, id)
);
create index views_object on views (account_id, object_id, position, id);
select protect_tenant_table('views');

-- With which view a user begins when they open the records of an object.
create table default_views (
  account_id bigint not null,
  user_id bigint not null,
  object_id integer not null,
  view_id bigint not null,
  primary key (account_id, user_id, object_id)
);
select protect_tenant_table('default_views');

-- How far making a field sortable has come: the last record whose value was copied.
alter table fields add column sortable_until bigint;
