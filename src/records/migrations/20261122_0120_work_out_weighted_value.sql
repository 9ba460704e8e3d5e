-- A deal's weighted value was a price that nobody worked out. It becomes a formula, value × win %, wherever the account has made nothing
-- else of it: the field is called as it was, without help of the account's own, and no deal, in the bin or not, has a value in it.
with changed as (
  update fields f set type = 'formula', settings = '{"expression": "{2} * {4} / 100", "result": "price"}', is_read_only = true,
    is_required = false, is_unique = false
  where f.object_id = 149 and f.id = 5 and f.key = 'weighted_value' and f.type = 'price' and f.label = 'Weighted value' and f.help = ''
    and f.deleted_at is null
    and not exists (select from records r where r.account_id = f.account_id and r.object_id = 149 and r.values ? '5')
    and exists (select from fields v where v.account_id = f.account_id and v.object_id = 149 and v.id = 2 and v.type = 'price' and v.deleted_at is null)
    and exists (select from fields w where w.account_id = f.account_id and w.object_id = 149 and w.id = 4 and w.type = 'number' and w.deleted_at is null)
  returning f.account_id),
queued as (
  insert into stale_values (account_id, what, object_id, field_id, quiet) select c.account_id, 'all', 149, 5, true from changed c)
update structure_versions s set version = gen_random_uuid() from changed c where s.account_id = c.account_id;
