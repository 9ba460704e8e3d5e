import type { Config } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { Problem } from '../kernel/problem.ts';
import { join } from 'node:path';
import type { BackupResult } from './backup.ts';
import type { BackupKind } from './keeping.ts';
import { makeBackup } from './keeper.ts';
import { noteRun } from './queries.ts';
import { withOwner } from './with-owner.ts';

/** Makes a backup in the folder of backups and writes it down. Refuses with `backups_off`, and with why it failed. */
export async function backupIntoFolder(ownerUrl: string, { backupDir }: Config, kind: BackupKind = 'by-hand'): Promise<BackupResult> {
  if (backupDir === undefined) throw new Problem('backups_off', 'BACKUP_DIR is off: name the file to write, or a folder with BACKUP_DIR.');
  const { result, run, error } = await makeBackup({ ownerUrl, folder: backupDir, clock: systemClock }, kind);
  if (!result) throw error;
  await withOwner(ownerUrl, (client) => noteRun(client, run));
  return { ...result, file: join(backupDir, run.file) };
}
