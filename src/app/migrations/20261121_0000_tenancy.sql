-- The walls every tenant table stands behind. The owner of the schema runs migrations, partitions and backup; the product runs as
-- quayside_app, which row-level security confines to the account of its transaction; quayside_scan reads across that wall for
-- searches and compiled criteria, whose operators are not leakproof, and its every statement states account_id itself.
do $$
begin
  if not exists (select from pg_roles where rolname = 'quayside_app') then
    create role quayside_app nologin nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'quayside_scan') then
    create role quayside_scan nologin nobypassrls;
  end if;
  execute format('grant quayside_app, quayside_scan to %I', current_user);
exception
  when duplicate_object or unique_violation then null;
end
$$;

grant usage on schema public to quayside_app, quayside_scan;

-- Puts a table whose primary key begins with account_id behind the wall. `rights` is what the product may do with its rows.
create function protect_tenant_table(tenant_table regclass, rights text default 'select, insert, update, delete') returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format(
    'create policy tenant on %s to quayside_app
       using (account_id = nullif(current_setting(''app.account_id'', true), '''')::bigint)
       with check (account_id = nullif(current_setting(''app.account_id'', true), '''')::bigint)', tenant_table);
  execute format('create policy scan on %s for select to quayside_scan using (true)', tenant_table);
  execute format('grant %s on %s to quayside_app', rights, tenant_table);
  execute format('grant select on %s to quayside_scan', tenant_table);
end
$$;

-- Each account's own clock: account time is real time plus this offset. Only a sandbox's ever differs from zero.
create table account_clocks (
  account_id bigint primary key,
  offset_ms bigint not null default 0
);
select protect_tenant_table('account_clocks');

-- Numbers handed out per account and kind of thing, in blocks, each in its own short transaction (gaps are allowed).
create table counters (
  account_id bigint not null,
  name text not null,
  next_id bigint not null default 1,
  primary key (account_id, name)
);
select protect_tenant_table('counters');
