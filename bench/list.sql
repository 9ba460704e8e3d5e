-- The bare query of each first page of list.ts: the columns a list shows, in the order asked for, and nothing else, by the product's role.

-- name: name
select r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values
from records r where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null order by r.name_key, r.id limit 51;

-- name: -name
select r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values
from records r where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null order by r.name_key desc, r.id desc limit 51;

-- name: email
select r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values
from records r where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null order by r.email, r.id limit 51;

-- name: owner
select r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values
from records r where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null order by r.owner_id, r.id limit 51;

-- name: -created
select r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values
from records r where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null order by r.created_at desc, r.id desc limit 51;

-- name: -updated
select r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values
from records r where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null
order by r.updated_on desc, r.updated_at desc, r.id desc limit 51;

-- name: -last_activity
select r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values
from records r where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null and r.last_activity_on is not null
order by r.last_activity_on desc, r.last_activity_at desc, r.id desc limit 51;

-- name: field:11
select r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values
from field_values v join records r on r.account_id = 1 and r.object_id = 0 and r.id = v.record_id and r.deleted_at is null
where v.account_id = 1 and v.object_id = 0 and v.field_id = 11 and v.text_value is not null order by v.text_value, v.record_id limit 51;

-- name: -field:20
select r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values
from field_values v join records r on r.account_id = 1 and r.object_id = 0 and r.id = v.record_id and r.deleted_at is null
where v.account_id = 1 and v.object_id = 0 and v.field_id = 20 and v.number_value is not null order by v.number_value desc, v.record_id desc limit 51;

-- name: name of a group
select r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values
from records r where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null and exists (
  select from field_values v where v.account_id = 1 and v.object_id = 0 and v.field_id = 11 and v.record_id = r.id and v.text_value = 'berlin')
order by r.name_key, r.id limit 51;

-- name: jump
select r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values
from records r where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null and (r.name_key, r.id) > (:key, :id) order by r.name_key, r.id limit 51;

-- name: foot
select sum((r.values ->> '20')::numeric) as sum from records r where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null;
