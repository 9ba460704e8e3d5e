import type pg from 'pg';
import type { Config } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { Problem } from '../kernel/problem.ts';
import { migrate, migrationsOnDisk } from '../migrate.ts';
import { readHeader } from './backup-file.ts';
import { migrationsRun } from './backup-tables.ts';
import { backupsIn } from './folder.ts';
import { makeBackup } from './keeper.ts';
import { noteRun } from './queries.ts';
import { withOwner } from './with-owner.ts';

/** Held while the tables are backed up and brought up, so that of processes that start together one does it. */
const BRINGING_UP = 7_120_045;

type Say = (sentence: string) => void;

/**
 * Brings the owner's database up to this release, with a backup before it where there is something to lose. Refuses to touch the tables
 * when that backup cannot be made, and names the way back when a newer release has been there.
 */
export async function bringUp({ backupDir }: Config, ownerUrl: string, say: Say = () => undefined): Promise<{ applied: string[] }> {
  return withOwner(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [BRINGING_UP]);
    const before = backupDir !== undefined && (await hasSomethingToLose(client)) ? await backUpFirst(backupDir, ownerUrl, say) : undefined;
    const { applied } = await migrate(ownerUrl).catch(async (error: unknown) => {
      const isNewer = error instanceof Problem && error.code === 'newer_database';
      throw isNewer && backupDir !== undefined ? await withWayBack(error, backupDir) : error;
    });
    if (before) await noteRun(client, before.run);
    return { applied };
  });
}

/** Whether people's rows are there and migrations wait; a database of a newer release is refused by `migrate`. */
async function hasSomethingToLose(client: pg.Client): Promise<boolean> {
  const ran = new Set(await migrationsRun(client));
  const known = (await migrationsOnDisk()).map(({ name }) => name);
  if (ran.size === 0 || known.every((name) => ran.has(name)) || [...ran].some((name) => !known.includes(name))) return false;
  const { rows } = await client.query<{ used: boolean }>('select exists (select from account_clocks) as used');
  return rows[0]!.used;
}

async function backUpFirst(folder: string, ownerUrl: string, say: Say): Promise<Awaited<ReturnType<typeof makeBackup>>> {
  say('Backing up first: this release changes the tables (a minute for a million records)');
  const made = await makeBackup({ ownerUrl, folder, clock: systemClock }, 'before-migration');
  if (made.error) {
    throw new Problem(
      'no_backup_before_migration',
      `The tables were left as they are, because the backup before the change failed: ${made.run.failure} To go on without one, start with BACKUP_DIR=off.`,
    );
  }
  say(`  ${made.result!.file}`);
  return made;
}

/** The refusal of a newer release's database, with the newest backup that this release can read. */
async function withWayBack(refused: Problem, folder: string): Promise<Problem> {
  const known = new Set((await migrationsOnDisk()).map(({ name }) => name));
  for (const { path } of backupsIn(folder)) {
    const header = await readHeader(path).catch(() => undefined);
    if (!header?.migrations.every((name) => known.has(name))) continue;
    return new Problem(refused.code, `${refused.message} The newest one it can read: npx quayside restore --replace ${path}`);
  }
  return refused;
}
