-- Everybody's tasks in the order they are due, and in the order they were done.
create index tasks_due on tasks (account_id, due_at, id) where status = 'pending';
create index tasks_done on tasks (account_id, completed_at, id) where status = 'complete';
