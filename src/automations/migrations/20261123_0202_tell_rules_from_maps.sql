-- A rule ("when, if, then") is a map of triggers, one condition and a chain of actions; it stands in a list of its own.
alter table automations add column form text not null default 'map' check (form in ('map', 'rule'));

-- When records last came to a step; of the entrance, when the map or rule last ran.
alter table automation_flows add column last_at timestamptz;
