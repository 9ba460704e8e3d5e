import type pg from 'pg';
import type { BackupEnd, BackupHeader } from './backup-file.ts';

export interface BackedUpTable {
  name: string;
  columns: string[];
}

/** Waiting jobs under the queue's own names; its ids and locks mean nothing in another database. */
export const WAITING_JOBS = {
  name: 'waiting jobs',
  columns: ['identifier', 'payload', 'queue_name', 'run_at', 'max_attempts', 'job_key', 'priority', 'flags'],
  select: `select task.identifier, job.payload, queue.queue_name, job.run_at, job.max_attempts, job.key, job.priority,
                  (select array_agg(flag) from jsonb_object_keys(job.flags) as flag)
           from graphile_worker._private_jobs job
           join graphile_worker._private_tasks task on task.id = job.task_id
           left join graphile_worker._private_job_queues queue on queue.id = job.job_queue_id
           where job.attempts < job.max_attempts
           order by job.id`,
} as const;

/** Every table of the product with the columns it stores, whole partitioned tables as one, referenced tables before referring ones. */
export async function tablesToBackUp(client: pg.Client): Promise<BackedUpTable[]> {
  const { rows } = await client.query<BackedUpTable & { refers_to: string[] }>(`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      array(select distinct f.confrelid::regclass::text from pg_constraint f
            where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as refers_to
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migrations'
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname`);
  const ordered: BackedUpTable[] = [];
  const add = (table: (typeof rows)[number], path: readonly string[]) => {
    if (ordered.some(({ name }) => name === table.name) || path.includes(table.name)) return;
    for (const referred of rows.filter(({ name }) => table.refers_to.includes(name))) add(referred, [...path, table.name]);
    ordered.push({ name: table.name, columns: table.columns });
  };
  for (const table of rows) add(table, []);
  return ordered;
}

export async function migrationsRun(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ known: boolean }>(`select to_regclass('public.migrations') is not null as known`);
  if (!found[0]!.known) return [];
  const { rows } = await client.query<{ name: string }>('select name from migrations order by name');
  return rows.map(({ name }) => name);
}

/** Partitions with their bounds, parents before children: those of past months are made by nobody else. */
export async function partitions(client: pg.Client): Promise<BackupHeader['partitions']> {
  const { rows } = await client.query<BackupHeader['partitions'][number]>(`
    select c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_class c
    join pg_inherits i on i.inhrelid = c.oid
    join pg_class p on p.oid = i.inhparent
    where c.relispartition and c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
    order by c.relkind = 'r', c.relname`);
  return rows;
}

/** Where the sequences stand; asked after the tables, so that no restored row ever lies ahead of its sequence. */
export async function sequences(client: pg.Client): Promise<BackupEnd['sequences']> {
  const { rows: names } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace order by c.relname`,
  );
  const states: BackupEnd['sequences'] = [];
  for (const { name } of names) {
    const { rows } = await client.query<{ last_value: number; is_called: boolean }>(
      `select last_value, is_called from ${client.escapeIdentifier(name)}`,
    );
    states.push({ name, value: Number(rows[0]!.last_value), isCalled: rows[0]!.is_called });
  }
  return states;
}

export const listOf = (client: pg.Client, names: readonly string[]): string =>
  names.map((name) => client.escapeIdentifier(name)).join(', ');

/** A session in which nothing is filtered silently and every value has one spelling. */
export const SESSION = '-c row_security=off -c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=iso_8601 -c statement_timeout=0';
