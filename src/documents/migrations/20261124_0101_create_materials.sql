-- What documents are made of besides their own blocks: how everything an account publishes looks, blocks kept for many documents, the words
-- its users sign with, and pictures.
create table brands (
  account_id bigint primary key,
  brand jsonb not null,
  updated_at timestamptz not null
);
select protect_tenant_table('brands');

create table saved_blocks (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  blocks jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id)
);
select protect_tenant_table('saved_blocks');

create table signatures (
  account_id bigint not null,
  user_id bigint not null,
  signature text not null,
  updated_at timestamptz not null,
  primary key (account_id, user_id)
);
select protect_tenant_table('signatures');

-- `hash` is that of what was uploaded: it stands in the public address, so that nobody finds pictures by counting, and tells when one comes
-- again. `source` is the address it was fetched from. A deleted picture is offered no more; letters that were sent go on showing it.
create table assets (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  alt text not null default '',
  type text not null,
  width integer not null,
  height integer not null,
  bytes bigint not null,
  hash text not null,
  source text,
  uploaded_by bigint,
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id)
);
create index assets_hash on assets (account_id, hash);
select protect_tenant_table('assets');

-- A picture at each width it is handed out in.
create table asset_copies (
  account_id bigint not null,
  asset_id bigint not null,
  width integer not null,
  height integer not null,
  size integer not null,
  bytes bytea not null,
  primary key (account_id, asset_id, width)
);
alter table asset_copies alter column bytes set storage external;
select protect_tenant_table('asset_copies');
