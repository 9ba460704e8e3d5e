import { open, rename, rm, stat } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type BackupEnd, type BackupHeader, FORMAT, dataFrames, frame, RowSum, type TableStart } from './backup-file.ts';
import { listOf, migrationsRun, partitions, sequences, SESSION, tablesToBackUp, WAITING_JOBS } from './backup-tables.ts';
import { Problem } from '../kernel/problem.ts';

export interface BackupResult {
  file: string;
  tables: number;
  rows: number;
  bytes: number;
}

/**
 * Writes everything in the owner's database at `url` into `file`, as it stood at one moment, while the product goes on working: every
 * table, where the sequences stand, and the waiting jobs. The file has its name only once it is whole. Refuses a database without
 * Quayside's tables.
 */
export async function backup(url: string, file: string): Promise<BackupResult> {
  const client = new pg.Client({ connectionString: url, options: SESSION, application_name: 'quayside backup' });
  await client.connect();
  const unfinished = `${file}.unfinished`;
  const result = { file, tables: 0, rows: 0, bytes: 0 };
  try {
    await client.query('begin isolation level repeatable read, read only');
    await pipeline(framesOf(client, result), createGzip({ level: 4 }), createWriteStream(unfinished, { mode: 0o600 }));
    await client.query('commit');
    await flush(unfinished);
    await rename(unfinished, file);
    return { ...result, bytes: (await stat(file)).size };
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw refusal(file, error);
  } finally {
    await client.end();
  }
}

async function* framesOf(client: pg.Client, result: BackupResult): AsyncGenerator<Buffer> {
  yield frame('H', await headerOf(client));
  for (const { name, columns } of await tablesToBackUp(client)) {
    yield* tableFrames(client, { table: name, columns }, `select ${listOf(client, columns)} from ${client.escapeIdentifier(name)}`, result);
  }
  yield* tableFrames(client, { table: WAITING_JOBS.name, columns: [...WAITING_JOBS.columns] }, WAITING_JOBS.select, result);
  yield frame('Z', { tables: result.tables, rows: result.rows, sequences: await sequences(client) } satisfies BackupEnd);
}

async function headerOf(client: pg.Client): Promise<BackupHeader> {
  const migrations = await migrationsRun(client);
  if (migrations.length === 0)
    throw new Problem('nothing_to_back_up', 'This database holds no Quayside installation: there is nothing to back up.');
  const { rows } = await client.query<{ version: string; now: Date }>(`select current_setting('server_version') as version, now()`);
  return {
    format: FORMAT,
    madeAt: rows[0]!.now.toISOString(),
    serverVersion: rows[0]!.version,
    migrations,
    partitions: await partitions(client),
  };
}

async function* tableFrames(client: pg.Client, start: TableStart, select: string, result: BackupResult): AsyncGenerator<Buffer> {
  const sum = new RowSum();
  yield frame('T', start);
  for await (const chunk of client.query(copyTo(`copy (${select}) to stdout`)) as AsyncIterable<Buffer>) {
    sum.add(chunk);
    yield* dataFrames(chunk);
  }
  const end = sum.end();
  result.tables += 1;
  result.rows += end.rows;
  yield frame('E', end);
}

/** On the disk before the file takes its name. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

function refusal(file: string, error: unknown): unknown {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Problem('disk_full', `The disk is full: ${file} was not written. Free some space and try again.`);
  if (code === 'ENOENT') return new Problem('folder_not_found', `The folder for ${file} does not exist: make it first.`);
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return new Problem('file_not_writable', `This user may not write ${file}: choose another place.`);
  return error;
}
