import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../machine.ts';
import { Problem } from '../kernel/problem.ts';
import { backupNamed, type KeptBackup, outlived } from './keeping.ts';

export interface StoredBackup extends KeptBackup {
  path: string;
  bytes: number;
}

/** The backups of a folder, newest first. Other files in it are left alone. */
export function backupsIn(folder: string): StoredBackup[] {
  return namesIn(folder)
    .flatMap((name) => {
      const backup = backupNamed(name);
      const path = join(folder, name);
      return backup ? [{ ...backup, path, bytes: statSync(path, { throwIfNoEntry: false })?.size ?? 0 }] : [];
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

/** Removes the backups that have outlived their time, and gives their names. */
export function removeOutlived(folder: string): string[] {
  const names = outlived(backupsIn(folder));
  for (const name of names) rmSync(join(folder, name), { force: true });
  return names;
}

/** Makes the folder of backups, readable by nobody else (root's database passes through it to a trial's files). Refuses with `backup_folder_unwritable`. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (error) {
    throw new Problem(
      'backup_folder_unwritable',
      `Quayside cannot make its folder of backups ${folder} (${(error as NodeJS.ErrnoException).code}): name another one with BACKUP_DIR, or turn backups off with BACKUP_DIR=off.`,
    );
  }
}
