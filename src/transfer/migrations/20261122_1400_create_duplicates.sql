-- When two records are taken for one: all conditions must hold. The rule is also its latest search, which goes on behind `after_id`, then
-- behind `after_key`. `crowded` are keys that too many records share to be compared: an example and how many.
create table duplicate_rules (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  conditions jsonb not null,
  created_by bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  status text not null default 'new' check (status in ('new', 'searching', 'stopped', 'failed', 'found')),
  phase text not null default 'keys' check (phase in ('keys', 'clusters')),
  after_id bigint not null default 0,
  after_key uuid,
  total bigint not null default 0,
  done bigint not null default 0,
  crowded jsonb not null default '[]',
  searched_at timestamptz,
  failure text,
  tries integer not null default 0,
  last_moved_at timestamptz,
  primary key (account_id, id)
);
create index duplicate_rules_searching on duplicate_rules (account_id) where status = 'searching';
select protect_tenant_table('duplicate_rules');

-- What a record must share with another under a rule, as a hash that tells nobody what it was.
create table duplicate_keys (
  account_id bigint not null,
  rule_id bigint not null,
  record_id bigint not null,
  key uuid not null,
  primary key (account_id, rule_id, record_id)
);
create index duplicate_keys_key on duplicate_keys (account_id, rule_id, key, record_id);
select protect_tenant_table('duplicate_keys');

-- Records taken for one under a rule: each is in one cluster, which bears the smallest of their ids.
create table duplicate_members (
  account_id bigint not null,
  rule_id bigint not null,
  record_id bigint not null,
  object_id integer not null,
  cluster_id bigint not null,
  score smallint not null,
  primary key (account_id, rule_id, record_id)
);
create index duplicate_members_cluster on duplicate_members (account_id, rule_id, cluster_id);
create index duplicate_members_first on duplicate_members (account_id, rule_id, score desc, cluster_id) where record_id = cluster_id;
create index duplicate_members_record on duplicate_members (account_id, object_id, record_id);
select protect_tenant_table('duplicate_members');

-- Pairs that somebody has looked at and found not to be the same; record_id is the smaller id.
create table duplicate_dismissals (
  account_id bigint not null,
  object_id integer not null,
  record_id bigint not null,
  other_id bigint not null,
  user_id bigint,
  at timestamptz not null,
  primary key (account_id, object_id, record_id, other_id)
);
create index duplicate_dismissals_other on duplicate_dismissals (account_id, object_id, other_id);
select protect_tenant_table('duplicate_dismissals');

-- One record merged into another. It is open until what others were writing to the merged record meanwhile is brought over as well: `gate` is
-- read after the merge was committed, and passed once every transaction that was open then has ended.
create table merges (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  survivor_id bigint not null,
  merged_id bigint not null,
  event_id bigint not null,
  run_id bigint,
  user_id bigint,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by bigint,
  kept jsonb not null default '[]',
  is_open boolean not null default true,
  gate xid8,
  primary key (account_id, id)
);
create index merges_merged on merges (account_id, object_id, merged_id);
create index merges_survivor on merges (account_id, object_id, survivor_id);
create index merges_run on merges (account_id, run_id, id) where run_id is not null;
create index merges_open on merges (account_id) where is_open;
select protect_tenant_table('merges');

-- What a merge moved, as ids: enough to bring it back.
create table merge_moves (
  account_id bigint not null,
  merge_id bigint not null,
  place integer not null,
  merger text not null,
  what text not null,
  ids bigint[] not null,
  others bigint[],
  keys text[],
  primary key (account_id, merge_id, place)
);
select protect_tenant_table('merge_moves');

create function accounts_with_duplicate_searches() returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct r.account_id from duplicate_rules r where r.status = 'searching'
$$;
revoke all on function accounts_with_duplicate_searches from public;
grant execute on function accounts_with_duplicate_searches to quayside_app;

create function accounts_with_open_merges() returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct m.account_id from merges m where m.is_open and (m.gate is null or m.gate <= pg_snapshot_xmin(pg_current_snapshot()))
$$;
revoke all on function accounts_with_open_merges from public;
grant execute on function accounts_with_open_merges to quayside_app;
