-- Whether tools may be called at all, and what somebody switched on or off, with when each was last called. What is not here is as it began.
create table tool_access (
  account_id bigint not null primary key,
  is_open boolean not null
);

create table tools (
  account_id bigint not null,
  name text not null,
  is_on boolean,
  last_used_at timestamptz,
  primary key (account_id, name)
);

select protect_tenant_table('tool_access');
select protect_tenant_table('tools');
