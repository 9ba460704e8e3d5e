-- The best SQL we could write by hand for the counts of groups.ts. It knows what a compiler cannot: that the tables agree, what is blank, and
-- which table to begin with. Each runs as the role its `role` line names: scan where an operator is not leakproof.

-- name: field-is
-- role: app
select count(*) as count from records r
join field_values v on v.account_id = 1 and v.object_id = 0 and v.field_id = 11 and v.record_id = r.id
where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null and v.text_value = 'berlin';

-- name: number-range
-- role: app
select count(*) as count from records r
join field_values v on v.account_id = 1 and v.object_id = 0 and v.field_id = 20 and v.record_id = r.id
where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null and v.number_value between 1000 and 2000;

-- name: email-starts
-- role: app
select count(*) as count from records r
where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null and r.email >= 'person1' and r.email < 'person2';

-- name: field-and-tag
-- role: app
select count(*) as count from record_tags t
join field_values v on v.account_id = 1 and v.object_id = 0 and v.field_id = 11 and v.record_id = t.record_id and v.text_value = 'lyon'
join records r on r.account_id = 1 and r.object_id = 0 and r.id = t.record_id and r.deleted_at is null
where t.account_id = 1 and t.object_id = 0 and t.tag_id = 2;

-- name: not-tagged
-- role: app
select count(*) as count from records r
where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null
  and not exists (select from record_tags t where t.account_id = 1 and t.object_id = 0 and t.tag_id = 1 and t.record_id = r.id);

-- name: nested
-- role: app
select count(*) as count from records r
where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null
  and r.id in (
    select v.record_id from field_values v where v.account_id = 1 and v.object_id = 0 and v.field_id = 11 and v.text_value = 'oslo'
    union
    select v.record_id from field_values v where v.account_id = 1 and v.object_id = 0 and v.field_id = 20 and v.number_value > 9500)
  and r.email_status = 1;

-- name: json-contains
-- role: scan
select count(*) as count from records r
where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null and lower(r.values ->> '21') like '%offer for 77 rolls%';

-- name: birthday-soon
-- role: scan
select count(*) as count from field_values v
join records r on r.account_id = 1 and r.object_id = 0 and r.id = v.record_id and r.deleted_at is null
where v.account_id = 1 and v.object_id = 0 and v.field_id = 8 and v.time_value is not null
  and to_char(v.time_value at time zone 'UTC', 'MM-DD') collate "C" between '03-02' and '03-09';

-- name: opened-lately
-- role: app
select count(*) as count from records r
where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null
  and r.id in (select e.record_id from events_behaviour e where e.account_id = 1 and e.kind = 'email.opened'
    and e.object_id = 0 and e.at >= timestamptz '2026-03-02 09:00:00+00' - interval '30 days' and e.at <= '2026-03-02 09:00:00+00');

-- name: opened-often
-- role: app
with often as materialized (
  select e.record_id from events_behaviour e where e.account_id = 1 and e.kind = 'email.opened' and e.object_id = 0
    and e.at >= timestamptz '2026-03-02 09:00:00+00' - interval '90 days' and e.at <= '2026-03-02 09:00:00+00'
  group by e.record_id having count(*) >= 3)
select count(*) as count from often
join records r on r.account_id = 1 and r.object_id = 0 and r.deleted_at is null and r.id = often.record_id;

-- name: never-clicked
-- role: app
select count(*) as count from records r
where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null
  and not exists (select from events_behaviour e where e.account_id = 1 and e.kind = 'email.clicked' and e.object_id = 0
    and e.record_id = r.id);
