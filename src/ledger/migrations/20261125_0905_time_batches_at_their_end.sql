-- A batch is told last in its transaction. The time of that, not of the transaction's beginning, is the order of the commits, by which followers on
-- request read.
alter table event_batches alter column recorded_at set default clock_timestamp();
