-- The variant of a split that everybody takes from now on, chosen by a person or by what was measured (chosen_by is null, confidence says how
-- sure, in basis points). Without a row the split is open.
create table automation_winners (
  account_id bigint not null,
  automation_id bigint not null,
  step_id integer not null,
  exit smallint not null check (exit >= 0),
  chosen_at timestamptz not null,
  chosen_by bigint,
  confidence integer check (confidence between 0 and 10000),
  primary key (account_id, automation_id, step_id)
);
select protect_tenant_table('automation_winners');
