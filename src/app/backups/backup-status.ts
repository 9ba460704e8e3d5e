import type { Database } from '../db.ts';
import { type BackupRunRow, lastRuns } from './queries.ts';

export interface BackupStatus {
  /** The folder of backups on the machine that makes them; null when they are off. */
  folder: string | null;
  /** The last backup that succeeded, made by night or by hand; null when there is none yet. */
  backup: { at: Date; bytes: number | null; rows: number | null } | null;
  /** The last trial restore that succeeded. */
  check: { at: Date } | null;
  /** Why the last backup or trial failed, when no later one succeeded. */
  failures: readonly { what: 'backup' | 'check'; at: Date; reason: string }[];
}

/** How the backups of the installation do, for whoever runs it. */
export async function backupStatus(database: Database, folder: string | undefined): Promise<BackupStatus> {
  const runs = await database.system((db) => db.many<BackupRunRow>(lastRuns));
  const backups = newestFirst(runs.filter(({ kind }) => kind === 'nightly' || kind === 'by-hand'));
  const checks = newestFirst(runs.filter(({ kind }) => kind === 'check'));
  const backup = backups.find(({ failure }) => failure === null);
  const check = checks.find(({ failure }) => failure === null);
  return {
    folder: folder ?? null,
    backup: backup ? { at: backup.finished_at, bytes: backup.bytes, rows: backup.row_count } : null,
    check: check ? { at: check.finished_at } : null,
    failures: [...failureOf('backup', backups), ...failureOf('check', checks)],
  };
}

const newestFirst = (runs: readonly BackupRunRow[]): BackupRunRow[] =>
  runs.toSorted((a, b) => b.finished_at.getTime() - a.finished_at.getTime());

function failureOf(what: 'backup' | 'check', [newest]: readonly BackupRunRow[]): BackupStatus['failures'] {
  return newest?.failure ? [{ what, at: newest.finished_at, reason: newest.failure }] : [];
}
