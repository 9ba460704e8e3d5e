import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { basename, join, dirname } from 'node:path';
import pg from 'pg';
import { runMigrations as migrateJobQueue } from 'graphile-worker';
import { Problem } from './kernel/problem.ts';

const SOURCES = join(import.meta.dirname, '..');
/** Any number: whoever migrates this database holds it meanwhile. */
const MIGRATION_LOCK = 7_120_031;

export interface Migration {
  name: string;
  text: string;
  checksum: string;
}

/** Every domain's migrations, oldest first. Refuses two with one name. */
export async function migrationsOnDisk(): Promise<Migration[]> {
  const files: string[] = [];
  for await (const file of glob('*/migrations/*.sql', { cwd: SOURCES })) files.push(file);
  const migrations = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(SOURCES, file), 'utf8');
      return { name: `${basename(file, '.sql')} (${basename(dirname(dirname(file)))})`, text, checksum: checksumOf(text) };
    }),
  );
  return migrations.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Brings the database of the owner's `url` up to this release: each migration in a transaction of its own, forward only. Gives the
 * names applied; with `among` only those named there are applied. Refuses a database that a newer release has migrated, and a migration that was changed after it ran.
 */
export async function migrate(url: string, among?: ReadonlySet<string>): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: url, application_name: 'quayside migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    const pending = (await pendingMigrations(client)).filter(({ name }) => among?.has(name) ?? true);
    for (const migration of pending) await apply(client, migration);
    await migrateJobQueue({ connectionString: url });
    await client.query('grant usage on schema graphile_worker to quayside_app');
    return { applied: pending.map(({ name }) => name) };
  } finally {
    await client.end();
  }
}

async function pendingMigrations(client: pg.Client): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations order by name');
  const onDisk = await migrationsOnDisk();
  const known = new Map(onDisk.map((migration) => [migration.name, migration]));
  const last = rows.at(-1)?.name ?? '';
  for (const { name, checksum } of rows) refuseForeign(name, checksum, known.get(name));

  const ran = new Set(rows.map(({ name }) => name));
  const pending = onDisk.filter(({ name }) => !ran.has(name));
  const late = pending.find(({ name }) => name < last);
  if (late)
    throw new Problem(
      'migration_out_of_order',
      `Migration ${late.name} is older than ${last}, which has already run. Give it a later date.`,
    );
  return pending;
}

function refuseForeign(name: string, checksum: string, migration: Migration | undefined): void {
  if (!migration) {
    throw new Problem(
      'newer_database',
      `This database was migrated by a newer release (${name}). Start that release, or restore a backup of this one.`,
    );
  }
  if (migration.checksum !== checksum) {
    throw new Problem('migration_changed', `Migration ${name} was changed after it ran. Undo the change and write a new migration.`);
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.text);
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [migration.name, migration.checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
}

const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex');
