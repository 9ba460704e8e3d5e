-- `resting` stands on an end that keeps it, never due. Somebody who is held (paused) is never due either (infinity); `held_due_at` is when they
-- would have been. The rows are looked through by the next migration, which locks nobody out.
alter table positions add column held_due_at timestamptz;
alter table positions drop constraint positions_state_check;
alter table positions add constraint positions_state_check check (state in ('ready', 'waiting', 'failed', 'resting')) not valid;

-- Whether this version asks of records while they stand on it (a wait until criteria are met, an exit of the whole map): who only looks
-- whether an event concerns a map reads these alone. No version that there is so far can.
alter table automation_versions add column watches boolean not null default false;
create index automation_versions_watching on automation_versions (account_id, automation_id, version) where watches;
