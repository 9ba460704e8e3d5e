import type { Config } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { Problem } from '../kernel/problem.ts';
import { verifyBackup } from './backup-file.ts';
import { makeBackup } from './keeper.ts';
import { noteRun } from './queries.ts';
import { restore, type RestoreResult } from './restore.ts';
import { withOwner } from './with-owner.ts';

/**
 * Puts a backup in the place of everything in the database, which is backed up first. This is the way back from a release: the older one
 * does it with the backup that was made before the newer one migrated. Refuses what `restore` refuses and `backups_off`; should it fail
 * after the old rows are gone, the sentence names the file that holds them.
 */
export async function replaceFromBackup(
  ownerUrl: string,
  { backupDir }: Config,
  file: string,
): Promise<RestoreResult & { replaced: string }> {
  if (backupDir === undefined) {
    throw new Problem('backups_off', 'BACKUP_DIR is off, and what is there would be lost: name a folder with BACKUP_DIR.');
  }
  await verifyBackup(file);
  const { result, run, error } = await makeBackup({ ownerUrl, folder: backupDir, clock: systemClock }, 'before-restore');
  if (!result) throw error;
  try {
    await withOwner(ownerUrl, (client) =>
      client.query('begin; drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public; commit'),
    );
    const restored = await restore(ownerUrl, file);
    await withOwner(ownerUrl, (client) => noteRun(client, run));
    return { ...restored, replaced: result.file };
  } catch (failure) {
    throw new Problem(
      'restore_failed',
      `The restore failed (${(failure as Error).message}). What was there before is in ${result.file}: restore that one, or try again.`,
    );
  }
}
