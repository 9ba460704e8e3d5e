-- What a company does again and again about its records: what is asked, of whom, by when, what may come of it, and what then follows.
create table task_templates (
  account_id bigint not null,
  id bigint not null,
  object_id integer not null,
  name text not null,
  subject text not null,
  body text not null default '',
  assignee jsonb not null,
  due jsonb,
  reminders jsonb not null default '[]',
  outcomes jsonb not null default '[]',
  fields jsonb not null default '[]',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  primary key (account_id, id)
);
select protect_tenant_table('task_templates');

-- `role_id`: everybody of that role may take the task while nobody has it. `recurred`: its successor exists already. `ran_outcomes`: what
-- those set off has been set off, and is not again when the task is opened and completed once more. `failures`: what an outcome should
-- have set off and could not.
alter table tasks
  add column template_id bigint,
  add column role_id bigint,
  add column outcome_id integer,
  add column ran_outcomes integer[] not null default '{}',
  add column failures jsonb not null default '[]',
  add column reminders jsonb not null default '[]',
  add column recurrence jsonb,
  add column recurred boolean not null default false,
  add column note text not null default '',
  add column completed_by bigint;
create index tasks_of_role on tasks (account_id, role_id, due_at, id) where assignee_id is null and status = 'pending';
create index tasks_closed on tasks (account_id, assignee_id, completed_at, id) where status = 'complete';
create index tasks_with_outcome on tasks (account_id, assignee_id, outcome, completed_at, id) where status = 'complete';
create index tasks_recurring on tasks (account_id, due_at) where status = 'pending' and recurrence is not null and not recurred;

-- Reminders still to come; a row goes when its reminder is given, or its task is closed.
create table task_reminders (
  account_id bigint not null,
  task_id bigint not null,
  remind_at timestamptz not null,
  object_id integer,
  record_id bigint,
  primary key (account_id, task_id, remind_at)
);
create index task_reminders_due on task_reminders (account_id, remind_at);
create index task_reminders_record on task_reminders (account_id, object_id, record_id);
select protect_tenant_table('task_reminders');

-- A call is a note of its own kind: `call` says which way, with what number, how long, and what came of it. Mentions stand in the body as
-- `@{12}`, the user's id.
alter table notes
  add column kind text not null default 'note' check (kind in ('note', 'call')),
  add column call jsonb,
  add column pinned_at timestamptz;

-- The accounts in which a task is to be reminded of, or to be made again, each by its own clock. Two probes of an index an account.
create function accounts_with_due_tasks(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select c.account_id
  from account_clocks c
  cross join lateral (select real_now + make_interval(secs => c.offset_ms / 1000.0) as here) own
  where exists (select from task_reminders m where m.account_id = c.account_id and m.remind_at <= own.here)
    or exists (select from tasks t where t.account_id = c.account_id and t.status = 'pending' and t.recurrence is not null
      and not t.recurred and t.due_at <= own.here and t.recurrence->>'next' = 'due')
$$;
revoke all on function accounts_with_due_tasks from public;
grant execute on function accounts_with_due_tasks to quayside_app;
