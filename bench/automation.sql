-- The honest limit: the same rows as a move of these records over the map, written by hand for exactly this map, in as few statements
-- as we know. Runs as the product's role, in one transaction a slice of records. Each statement stands before a line of dashes.
-- :account, :automation, :from, :to, :tags (six tag ids as an array), :now are replaced.

-- The positions go, and take the ids their moves will have in the ledger; the conditions are asked.
create temporary table moving on commit drop as
with gone as (
  delete from positions p where p.account_id = :account and p.automation_id = :automation and p.step_id = 1 and p.record_id between :from and :to
  returning p.record_id, p.cause_id
)
select g.record_id, g.cause_id, nextval('event_ids') as event_id, r.values as before, r.values || '{"6": "Customer", "19": "Fair"}' as after,
  r.values->>'11' = 'Berlin' as in_berlin, lower(r.values->>'2') < 'last5' as early
from gone g join records r on r.account_id = :account and r.object_id = 0 and r.id = g.record_id and r.deleted_at is null;
----
update records r set values = m.after, version = r.version + 2, updated_at = :now
from moving m where r.account_id = :account and r.object_id = 0 and r.id = m.record_id;
----
with tagged as (
  insert into record_tags (account_id, object_id, tag_id, record_id, added_at)
  select :account, 0, t.tag_id, m.record_id, :now
  from moving m cross join lateral (values (case when m.in_berlin then (:tags)[1] else (:tags)[2] end),
    (case when m.early then (:tags)[3] else (:tags)[4] end), (case when m.in_berlin then (:tags)[5] else (:tags)[6] end)) t (tag_id)
  on conflict do nothing
  returning tag_id, record_id
)
insert into events (account_id, retention, at, batch_id, kind, actor_type, actor_id, object_id, record_id, subject_type, subject_id, cause_id)
select :account, 'business', :now, :batch, 'tag.added', 'step', :automation || '.3', 0, m.record_id, 'tag', t.tag_id, m.event_id
from tagged t join moving m on m.record_id = t.record_id;
----
insert into events (account_id, retention, at, batch_id, kind, actor_type, actor_id, object_id, record_id, cause_id, data, personal)
select :account, 'business', :now, :batch, 'record.updated', 'step', :automation || '.5', 0, m.record_id, m.event_id,
  jsonb_build_object('fields', jsonb_build_array(f.id)),
  jsonb_build_object('changes', jsonb_build_object(f.id::text, jsonb_build_array(m.before->(f.id::text), m.after->(f.id::text))))
from moving m cross join (values (6), (19)) f (id);
----
insert into events (account_id, id, retention, at, batch_id, kind, actor_type, actor_id, object_id, record_id, subject_type, subject_id, cause_id, data)
select :account, m.event_id, 'business', :now, :batch, 'automation.moved', 'step', :automation::text, 0, m.record_id, 'automation', :automation, m.cause_id,
  case when m.in_berlin and m.early then '{"path": [1, 2, 3, 5, 6, 7, 9, 10, 11, 13], "outcome": "ended", "version": 1}'
       when m.in_berlin then '{"path": [1, 2, 3, 5, 6, 8, 9, 10, 11, 13], "outcome": "ended", "version": 1}'
       when m.early then '{"path": [1, 2, 4, 5, 6, 7, 9, 10, 12, 13], "outcome": "ended", "version": 1}'
       else '{"path": [1, 2, 4, 5, 6, 8, 9, 10, 12, 13], "outcome": "ended", "version": 1}' end::jsonb
from moving m;
