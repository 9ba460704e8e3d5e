-- The triggers of goals stand among those of the map: `step_id` is their goal. What a trigger must be about, which of the fields must have changed
-- and what the event must say stand ready for the one statement that matches a batch with every trigger.
alter table automation_triggers add column step_id integer, add column subjects bigint[], add column fields integer[],
  add column tests jsonb not null default '[]';
update automation_triggers set
  subjects = case when jsonb_typeof(settings->'subject') = 'array'
    then array(select s::bigint from jsonb_array_elements_text(settings->'subject') s) end,
  fields = case when jsonb_typeof(settings->'fields') = 'array'
    then array(select f::integer from jsonb_array_elements_text(settings->'fields') f) end;

-- How often a record has reached each goal today, `{"day": "2026-03-02", "steps": {"7": 2}}`: the guard against maps that lead to their own goals.
alter table automation_entries add column reached jsonb;
