-- Who has won a split: matched what it is measured by within the time after taking a variant. `measure` names the criteria and the time, so that
-- a split measured by something else begins anew.
create table automation_split_wins (
  account_id bigint not null,
  automation_id bigint not null,
  step_id integer not null,
  measure text collate "C" not null,
  object_id integer not null,
  record_id bigint not null,
  won_at timestamptz not null,
  primary key (account_id, automation_id, step_id, measure, record_id)
);
select protect_tenant_table('automation_split_wins');

-- The accounts with a running map that has a split with something to measure it by. Only the owner sees across accounts.
create function accounts_with_measured_splits() returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct a.account_id
  from automations a
  join automation_versions v on v.account_id = a.account_id and v.automation_id = a.id and v.version = a.version
  where a.status = 'published'
    and v.map @? '$.steps[*] ? (@.kind == "split" && @.settings.measure != null)'
$$;
revoke all on function accounts_with_measured_splits from public;
grant execute on function accounts_with_measured_splits to quayside_app;
