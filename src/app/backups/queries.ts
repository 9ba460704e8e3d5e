import { hostname } from 'node:os';
import type pg from 'pg';
import sql, { type Sql } from 'sql-template-tag';
import type { BackupKind } from './keeping.ts';

export interface BackupRun {
  kind: BackupKind | 'check';
  file: string;
  startedAt: Date;
  finishedAt: Date;
  bytes?: number | undefined;
  rows?: number | undefined;
  failure?: string | undefined;
}

export interface BackupRunRow {
  kind: BackupRun['kind'];
  file: string;
  machine: string;
  started_at: Date;
  finished_at: Date;
  bytes: number | null;
  row_count: number | null;
  failure: string | null;
}

/** Writes down what became of a backup or a check. */
export async function noteRun(client: pg.ClientBase, run: BackupRun): Promise<void> {
  await client.query(
    sql`insert into backup_runs (kind, file, machine, started_at, finished_at, bytes, row_count, failure)
        values (${run.kind}, ${run.file}, ${hostname()}, ${run.startedAt}, ${run.finishedAt}, ${run.bytes ?? null}, ${run.rows ?? null},
          ${run.failure ?? null})`,
  );
}

/** Of each kind the last run that succeeded and the last one at all, newest first. */
export const lastRuns: Sql = sql`
  select distinct on (kind, failure is null) kind, file, machine, started_at, finished_at, bytes, row_count, failure
  from backup_runs order by kind, failure is null, finished_at desc`;

/** When the installation's first migration ran. */
export async function bornAt(client: pg.ClientBase): Promise<Date> {
  const { rows } = await client.query<{ born: Date }>('select min(applied_at) as born from migrations');
  return rows[0]!.born;
}

/** Runs older than a year tell nobody anything. */
export async function forgetOldRuns(client: pg.ClientBase, now: Date): Promise<void> {
  await client.query(sql`delete from backup_runs where finished_at < ${now}::timestamptz - interval '1 year'`);
}
