import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import {
  type BackupHeader,
  type Frame,
  parse,
  readFrames,
  refuseDifference,
  RowSum,
  type TableEnd,
  type TableStart,
  verifyBackup,
} from './backup-file.ts';
import { listOf, migrationsRun, partitions, SESSION, tablesToBackUp, WAITING_JOBS } from './backup-tables.ts';
import { Problem } from '../kernel/problem.ts';
import { migrate, migrationsOnDisk } from '../migrate.ts';

export interface RestoreResult {
  tables: number;
  rows: number;
  madeAt: string;
  /** Migrations newer than the backup, applied to the restored rows. */
  applied: string[];
}

/**
 * Fills the empty database at `url` from `file`: the tables are laid out as they were when the backup was made, filled in one
 * transaction, and then brought up to this release, or as far as `among` goes. Refuses a database in use, a backup of a newer release, and a file that is torn,
 * damaged or none; nothing is changed then.
 */
export async function restore(url: string, file: string, among?: ReadonlySet<string>): Promise<RestoreResult> {
  const { header, end } = await verifyBackup(file);
  await refuseNewer(header);
  const client = new pg.Client({ connectionString: url, options: SESSION, application_name: 'quayside restore' });
  await client.connect();
  try {
    await refuseUsed(client);
    await layOut(client, url, header);
    await client.query('begin');
    await makePartitions(client, header);
    await fill(client, file);
    for (const { name, value, isCalled } of end.sequences) {
      await client.query('select setval($1::regclass, $2, $3)', [client.escapeIdentifier(name), value, isCalled]);
    }
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
  const { applied } = await migrate(url, among);
  return { tables: end.tables, rows: end.rows, madeAt: header.madeAt, applied };
}

async function refuseNewer(header: BackupHeader): Promise<void> {
  const known = new Set((await migrationsOnDisk()).map(({ name }) => name));
  const unknown = header.migrations.find((name) => !known.has(name));
  if (unknown) {
    throw new Problem('newer_backup', `This backup was made by a newer release (${unknown}): restore it with that release.`);
  }
}

/** An installation is in use once it has an account's row or a person who signs in. */
async function refuseUsed(client: pg.Client): Promise<void> {
  for (const { name, columns } of await tablesToBackUp(client)) {
    if (!columns.includes('account_id') && !name.startsWith('auth_')) continue;
    const { rows } = await client.query<{ used: boolean }>(`select exists (select from ${client.escapeIdentifier(name)}) as used`);
    if (rows[0]!.used) {
      throw new Problem('database_not_empty', 'This database is in use: a backup is restored into an empty one, such as a new DATA_DIR.');
    }
  }
}

/** The tables as the backup's release had them. A database that is further along holds nothing yet, and begins again. */
async function layOut(client: pg.Client, url: string, header: BackupHeader): Promise<void> {
  const wanted = new Set(header.migrations);
  const present = await migrationsRun(client);
  if (present.some((name) => !wanted.has(name))) {
    await client.query('begin; drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public; commit');
  }
  await migrate(url, wanted);
}

async function makePartitions(client: pg.Client, header: BackupHeader): Promise<void> {
  const present = new Set((await partitions(client)).map(({ name }) => name));
  for (const { name, parent, bound } of header.partitions) {
    if (present.has(name)) continue;
    if (!/^(DEFAULT|FOR VALUES [\w '(),:+.-]+)$/.test(bound))
      throw new Problem('backup_damaged', `The backup names a partition ${name} without bounds.`);
    await client.query(`create table ${client.escapeIdentifier(name)} partition of ${client.escapeIdentifier(parent)} ${bound}`);
  }
}

async function fill(client: pg.Client, file: string): Promise<void> {
  const tables = await tablesToBackUp(client);
  const known = new Map(tables.map(({ name, columns }) => [name, columns]));
  await client.query(`truncate ${listOf(client, [...known.keys()])}`);
  for (const name of known.keys()) await client.query(`alter table ${client.escapeIdentifier(name)} disable trigger user`);
  const frames = readFrames(file);
  for (let next = await frames.next(); !next.done; next = await frames.next()) {
    if (next.value.kind !== 'T') continue;
    const start = parse<TableStart>(next.value.payload);
    if (start.table === WAITING_JOBS.name) await fillJobs(client, file, start, frames);
    else await fillTable(client, file, start, known.get(start.table), frames);
  }
  for (const name of known.keys()) await client.query(`alter table ${client.escapeIdentifier(name)} enable trigger user`);
}

async function fillTable(
  client: pg.Client,
  file: string,
  start: TableStart,
  columns: string[] | undefined,
  frames: AsyncGenerator<Frame>,
): Promise<void> {
  if (!columns || start.columns.some((column) => !columns.includes(column))) {
    throw new Problem('backup_damaged', `The backup ${file} holds a table ${start.table} that its release does not have.`);
  }
  await copyRows(client, file, start, `${client.escapeIdentifier(start.table)} (${listOf(client, start.columns)})`, frames);
}

/** Waiting jobs are put into the queue anew, with a full number of attempts. */
async function fillJobs(client: pg.Client, file: string, start: TableStart, frames: AsyncGenerator<Frame>): Promise<void> {
  await client.query(`
    create temporary table waiting_jobs (identifier text, payload json, queue_name text, run_at timestamptz, max_attempts integer,
      job_key text, priority integer, flags text[]) on commit drop`);
  await copyRows(client, file, start, 'waiting_jobs', frames);
  await client.query(`
    select count(graphile_worker.add_job(identifier, payload, queue_name, run_at, max_attempts, job_key, priority, flags)) from waiting_jobs`);
}

async function copyRows(client: pg.Client, file: string, start: TableStart, target: string, frames: AsyncGenerator<Frame>): Promise<void> {
  const sum = new RowSum();
  let told: TableEnd | undefined;
  const rows = async function* () {
    for (let next = await frames.next(); !next.done; next = await frames.next()) {
      if (next.value.kind === 'E') {
        told = parse<TableEnd>(next.value.payload);
        return;
      }
      sum.add(next.value.payload);
      yield next.value.payload;
    }
  };
  const copy = client.query(copyFrom(`copy ${target} from stdin`));
  await pipeline(Readable.from(rows(), { objectMode: false }), copy);
  const found = sum.end();
  refuseDifference(file, start.table, told ?? { rows: -1, sha256: '' }, found);
  if (copy.rowCount !== found.rows)
    throw new Problem('restore_incomplete', `Only ${copy.rowCount} of ${found.rows} rows of ${start.table} arrived.`);
}
