-- The honest limit: the same matching and the same rows, written by hand for exactly the triggers of this bench (a tag, a value of one field, a word of
-- a note), in one statement a batch. Runs as the product's role. :account, :batch, :now, :today, :new are replaced.
with happened as materialized (
  select e.id, e.kind, e.record_id, e.subject_id, e.personal from events e
  where e.account_id = :account and e.batch_id = :batch and e.record_id is not null
), wanted as materialized (
  select t.automation_id, t.id as trigger_id, t.kind, t.subjects[1] as tag_id, t.tests->0->'values'->>0 as said, a.version, (v.map->>'start')::integer as start
  from automation_triggers t
  join automations a on a.account_id = :account and a.id = t.automation_id and a.status = 'published'
  join automation_versions v on v.account_id = :account and v.automation_id = a.id and v.version = a.version
  where t.account_id = :account and t.kind in (select distinct kind from happened)
), met as (
  select w.*, h.id as cause_id, h.record_id from wanted w join happened h on h.kind = w.kind and h.subject_id = w.tag_id where w.kind = 'tag.added'
  union all
  select w.*, h.id, h.record_id from wanted w join happened h on h.kind = w.kind and lower(h.personal->'changes'->'6'->>1) = lower(w.said)
  where w.kind = 'record.updated'
  union all
  select w.*, h.id, h.record_id from wanted w join happened h on h.kind = w.kind and position(lower(w.said) in lower(h.personal->>'body')) > 0
  where w.kind = 'note.added'
), entering as materialized (
  select m.*, nextval('event_ids') as event_id from met m
  left join automation_entries e on e.account_id = :account and e.automation_id = m.automation_id and e.object_id = 0 and e.record_id = m.record_id
  where not exists (select from positions p where p.account_id = :account and p.object_id = 0 and p.record_id = m.record_id
      and p.automation_id = m.automation_id)
    and (e.today is distinct from :today or e.times_today < 20)
), counted as (
  insert into automation_entries as e (account_id, automation_id, object_id, record_id, first_at, last_at, times, times_today, today)
  select :account, automation_id, 0, record_id, :now, :now, 1, 1, :today from entering
  on conflict (account_id, automation_id, object_id, record_id) do update set last_at = excluded.last_at, times = e.times + 1, today = excluded.today,
    times_today = 1 + case when e.today = excluded.today then e.times_today else 0 end
), placed as (
  insert into positions (account_id, automation_id, step_id, version, object_id, record_id, state, due_at, arrived_at, cause_id)
  select :account, automation_id, start, version, 0, record_id, 'ready', :now, :now, event_id from entering
), flowed as (
  insert into automation_flows as f (account_id, automation_id, step_id, exit, day, records, last_at)
  select :account, n.automation_id, s.step_id, -1, :today, count(*), :now from entering n cross join lateral (values (0), (n.trigger_id)) s(step_id)
  group by n.automation_id, s.step_id
  on conflict (account_id, automation_id, step_id, exit, day) do update set records = f.records + excluded.records, last_at = excluded.last_at
), told as (
  insert into events (account_id, id, retention, at, batch_id, kind, actor_type, object_id, record_id, subject_type, subject_id, cause_id, data)
  select :account, event_id, 'business', :now, :new, 'automation.entered', 'system', 0, record_id, 'automation', automation_id, cause_id,
    jsonb_build_object('trigger', trigger_id, 'version', version)
  from entering
)
delete from event_batches b where b.account_id = :account and b.follower = 'automations.triggers' and b.batch_id = :batch;
