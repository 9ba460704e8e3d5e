-- What a field of a type that is more than a place for values is made of: a formula, a roll-up, a relation.
alter table fields add column settings jsonb not null default '{}';
