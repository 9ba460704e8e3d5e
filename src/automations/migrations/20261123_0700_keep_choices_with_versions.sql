-- What a version is called; what was chosen, when it was published, for people on steps it no longer has ({step: {do, to}}), and the event of
-- that publishing, which is the cause of their transfer. Choices never change; a name may be given at any time.
alter table automation_versions add column name text not null default '';
alter table automation_versions add column note text not null default '';
alter table automation_versions add column transfers jsonb not null default '{}';
alter table automation_versions add column event_id bigint;
grant update (name, note) on automation_versions to quayside_app;
create index automation_versions_transferring on automation_versions (account_id, automation_id, version) where transfers <> '{}';
