-- What a search could cost at best: statements a person would write for this one question alone, who knows beforehand how common its words are and
-- which words a misspelt one may have been. $1 is what was typed, without case; $2 the same as a query of the text search, with the words meant
-- written out where they were misspelt.

-- name: exact
select r.object_id, r.id, r.name, r.email from records r
where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null and r.name_key >= $1 and r.name_key < $1 || chr(1114111) and $2 <> ''
order by r.name_key limit 20;

-- name: prefix
select r.object_id, r.id, r.name, r.email from records r
where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null and r.name_key >= $1 and r.name_key < $1 || chr(1114111) and $2 <> ''
order by r.name_key limit 20;

-- name: typo
select r.object_id, r.id, r.name, r.email from records r
where r.account_id = 1 and r.deleted_at is null and r.search @@ $2::tsquery and $1 <> '' limit 20;

-- name: two words
select r.object_id, r.id, r.name, r.email from records r
where r.account_id = 1 and r.deleted_at is null and r.search @@ $2::tsquery and $1 <> '' limit 20;

-- name: phone
select r.object_id, r.id, r.name, r.email from records r
where r.account_id = 1 and r.deleted_at is null and r.search @@ $2::tsquery and $1 <> '' limit 20;

-- name: nothing
select r.object_id, r.id, r.name, r.email from records r
where r.account_id = 1 and r.deleted_at is null and r.search @@ $2::tsquery and $1 <> '' limit 20;

-- name: common
select r.object_id, r.id, r.name, r.email from records r
where r.account_id = 1 and r.object_id = 0 and r.deleted_at is null and r.name_key >= $1 and r.name_key < $1 || chr(1114111) and $2 <> ''
order by r.name_key limit 20;
