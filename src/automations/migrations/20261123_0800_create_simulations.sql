-- Runs of a map over real records of which nothing stayed: what was asked, how far each has come, and what it found. The few latest of a map are
-- kept. `record_ids` are the records that `found` names.
create table automation_simulations (
  account_id bigint not null,
  id bigint not null,
  automation_id bigint not null,
  object_id integer not null,
  asked jsonb not null,
  revision integer not null,
  map jsonb not null,
  status text not null default 'running' check (status in ('running', 'done', 'stopped', 'failed')),
  stop_asked boolean not null default false,
  chosen integer not null default 0,
  played integer not null default 0,
  found jsonb,
  record_ids bigint[] not null default '{}',
  user_id integer not null,
  created_at timestamptz not null,
  looked_at timestamptz not null,
  primary key (account_id, id)
);
create index automation_simulations_map on automation_simulations (account_id, automation_id, id desc);
select protect_tenant_table('automation_simulations');
