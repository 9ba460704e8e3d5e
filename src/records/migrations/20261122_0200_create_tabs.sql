-- Sections stand in tabs: every object there is gets one, with all its sections in it.
create table tabs (
  account_id bigint not null,
  object_id integer not null,
  id integer not null,
  name text not null,
  position integer not null default 0,
  primary key (account_id, object_id, id)
);
select protect_tenant_table('tabs');

insert into tabs (account_id, object_id, id, name) select account_id, id, 1, 'Details' from objects;
alter table sections add column tab_id integer not null default 1;
