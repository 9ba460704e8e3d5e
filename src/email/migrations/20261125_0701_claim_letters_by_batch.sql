-- Who has claimed a letter stands in its batch, and no longer on the letter: claiming and sending wrote every letter twice, and eight indexes with it.
-- `letters` are a batch's, in the order they leave, `addresses` and `merge_values` what was filled into each (as JSON). Letters up to place `noted` have
-- their outcome on record; those after it, up to `begun`, may have left.
alter table letter_batches
  add column noted integer not null default 0,
  add column letters bigint[] not null default '{}',
  add column addresses text[] not null default '{}',
  add column merge_values text[] not null default '{}';
alter table letter_batches alter column letters set storage external, alter column addresses set storage external, alter column merge_values set storage external;

-- What is on its way while this runs: what may have left is in a batch that has begun all of it, and the rest goes back to the queue.
delete from letter_batches;
insert into letter_batches (account_id, id, begun, lease_until, letters, addresses, merge_values)
select d.account_id, coalesce(d.batch_id, 0), count(*), max(d.lease_until), array_agg(d.id order by d.id), array_agg(d.address order by d.id),
  array_agg(d.merge_values::text order by d.id)
from deliveries d where d.status = 'sending' group by d.account_id, coalesce(d.batch_id, 0);
update deliveries set status = 'queued', address = null, merge_values = null where status = 'sending';

drop function accounts_with_due_mail;
drop index deliveries_sending;
alter table deliveries drop column batch_id, drop column place, drop column lease_until;

-- The accounts with a letter that is due by their own clock, or with a batch whose sender is gone. Steps from account to account along the
-- index, so that a queue of a million in one account costs no more than a queue of one.
create function accounts_with_due_mail(real_now timestamptz) returns table (account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive waiting as (
    (select min(d.account_id) as account_id from deliveries d where d.status = 'queued')
    union all
    select (select min(d.account_id) from deliveries d where d.status = 'queued' and d.account_id > w.account_id)
    from waiting w where w.account_id is not null
  )
  select w.account_id from waiting w join account_clocks c on c.account_id = w.account_id
  where exists (select from deliveries d where d.account_id = w.account_id and d.status = 'queued'
    and d.due_at <= real_now + make_interval(secs => c.offset_ms / 1000.0))
  union
  select b.account_id from letter_batches b where b.lease_until < real_now
$$;
revoke all on function accounts_with_due_mail from public;
grant execute on function accounts_with_due_mail to quayside_app;
