import type { Config } from '../config.ts';
import { backupsIn } from './folder.ts';
import { type BackupRunRow, lastRuns } from './queries.ts';
import { withOwner } from './with-owner.ts';

export interface BackupList {
  folder: string;
  backups: readonly { file: string; kind: string; at: string; bytes: number }[];
  /** What became of the last of each kind. */
  runs: readonly string[];
}

/** The backups in the folder of backups, newest first, and what became of the last ones. */
export async function listBackups(ownerUrl: string, { backupDir }: Config): Promise<BackupList> {
  const runs = await withOwner(ownerUrl, async (client) => (await client.query<BackupRunRow>(lastRuns)).rows);
  return {
    folder: backupDir ?? 'off',
    backups:
      backupDir === undefined
        ? []
        : backupsIn(backupDir).map(({ path, kind, at, bytes }) => ({ file: path, kind, at: at.toISOString(), bytes })),
    runs: runs.map(
      (run) => `${run.finished_at.toISOString()} ${run.kind} of ${run.file} on ${run.machine}: ${run.failure ?? `${run.row_count} rows`}`,
    ),
  };
}
