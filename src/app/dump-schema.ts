import pg from 'pg';

/**
 * The schema of a migrated database as one text, the same for the same schema: what db/schema.sql holds and what review reads. Written
 * from the catalogues, because the embedded server ships no pg_dump. Partitions, the job queue's own schema and comments are left out.
 */
export async function dumpSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const parts: string[] = [];
    for (const query of [EXTENSIONS, SEQUENCES, TABLES, INDEXES, POLICIES, GRANTS, FUNCTIONS, TRIGGERS]) {
      const { rows } = await client.query<{ line: string }>(query);
      parts.push(rows.map(({ line }) => line).join('\n'));
    }
    return `-- Generated from the migrations; do not edit. \`npm run schema\` writes it, the tests compare it.\n\n${parts.filter(Boolean).join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

const OURS = `relnamespace = 'public'::regnamespace and not relispartition`;

const EXTENSIONS = `select format('create extension %s;', extname) as line from pg_extension where extname <> 'plpgsql' order by extname`;

const SEQUENCES = `select format('create sequence %s;', relname) as line from pg_class where relkind = 'S' and ${OURS}
  and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype in ('a', 'i')) order by relname`;

const TABLES = `
  select format(E'create table %s (\\n%s\\n)%s;', t.relname, string_agg('  ' || line, E',\\n' order by position, line),
    case when t.relkind = 'p' then ' partition by ' || pg_get_partkeydef(t.oid) else '' end) || E'\\n' as line
  from pg_class t
  cross join lateral (
    select a.attnum as position, format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end,
      coalesce(case when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
        when a.attidentity <> '' then ' generated as identity' else ' default ' || pg_get_expr(d.adbin, d.adrelid) end, '')) as line
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    union all
    select 10000, pg_get_constraintdef(c.oid) from pg_constraint c where c.conrelid = t.oid and c.contype <> 'n'
  ) as parts
  where t.relkind in ('r', 'p') and ${OURS}
  group by t.oid, t.relname, t.relkind order by t.relname`;

const INDEXES = `select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i join pg_class on pg_class.oid = i.indrelid
  where ${OURS} and not exists (select from pg_constraint c where c.conindid = i.indexrelid) order by 1`;

const POLICIES = `select format('create policy %s on %s for %s to %s using (%s)%s;', policyname, tablename, lower(cmd), array_to_string(roles, ', '), qual,
    coalesce(' with check (' || with_check || ')', '')) as line
  from pg_policies where schemaname = 'public' order by tablename, policyname`;

const GRANTS = `select format('grant %s on %s to %s;', string_agg(lower(privilege_type), ', ' order by privilege_type), table_name, grantee) as line
  from information_schema.role_table_grants where table_schema = 'public' and grantee like 'quayside%' group by table_name, grantee order by table_name, grantee`;

const FUNCTIONS = `select pg_get_functiondef(p.oid) || E';\\n' as line from pg_proc p
  where p.pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname, p.oid`;

const TRIGGERS = `select pg_get_triggerdef(t.oid) || ';' as line from pg_trigger t join pg_class on pg_class.oid = t.tgrelid
  where not t.tgisinternal and ${OURS} order by 1`;
