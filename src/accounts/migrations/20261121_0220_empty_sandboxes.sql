-- The sandboxes beside an account.
create function sandboxes_of(parent bigint) returns table (account_id bigint, name text, created_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.account_id, a.name, a.created_at from accounts a
  where a.parent_account_id = parent and a.kind = 'sandbox' and a.closed_at is null order by a.account_id
$$;

-- Closes a sandbox of this parent and deletes all that is in it; false when it has no such sandbox. Its number and clock stay, so that a
-- worker in the middle of a batch there finishes against an account that still exists; what that leaves is swept later.
create function empty_sandbox(parent bigint, sandbox bigint, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  tenant_table regclass;
begin
  update accounts a set closed_at = coalesce(a.closed_at, at)
  where a.account_id = sandbox and a.parent_account_id = parent and a.kind = 'sandbox';
  if not found then
    return false;
  end if;
  for tenant_table in
    select c.oid::regclass from pg_class c
    join pg_attribute t on t.attrelid = c.oid and t.attname = 'account_id' and t.atttypid = 'bigint'::regtype and not t.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not in ('accounts', 'account_clocks')
  loop
    execute format('delete from %s where account_id = $1', tenant_table) using sandbox;
  end loop;
  return true;
end
$$;

-- Sandboxes that were closed within these days, with their parents, for sweeping once more.
create function closed_sandboxes(since timestamptz) returns table (account_id bigint, parent_account_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.account_id, a.parent_account_id from accounts a where a.kind = 'sandbox' and a.closed_at > since
$$;

revoke all on function sandboxes_of, empty_sandbox, closed_sandboxes from public;
grant execute on function sandboxes_of, empty_sandbox, closed_sandboxes to quayside_app;
