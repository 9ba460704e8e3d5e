import { tmpdir } from 'node:os';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { startEphemeralPostgres } from '../ephemeral-postgres.ts';
import { Problem } from '../kernel/problem.ts';
import { isPassable, roomIn } from '../machine.ts';
import { RowSum, type TableEnd, verifyBackup } from './backup-file.ts';
import { listOf, SESSION, tablesToBackUp, WAITING_JOBS } from './backup-tables.ts';
import { restore } from './restore.ts';

/** How much more room rows take in tables with their indexes than in a packed file; 8 was seen with the sample business. */
const UNPACKED = 12;
const LEAST_ROOM = 512 * 1024 ** 2;

export interface CheckedBackup {
  tables: number;
  rows: number;
}

/**
 * Restores a backup into a server of its own, made for the purpose in `folder` and removed afterwards, and compares every row of every
 * table with what the backup holds. Refuses what `restore` refuses, a difference with `backup_differs`, and a full disk with
 * `no_room_for_check`.
 */
export async function checkBackup(file: string, bytes: number, folder: string): Promise<CheckedBackup> {
  // Root's database runs as another user, who must be able to reach its files.
  const place = isPassable(folder) || process.getuid?.() !== 0 ? folder : tmpdir();
  if (roomIn(place) < LEAST_ROOM + bytes * UNPACKED) {
    throw new Problem(
      'no_room_for_check',
      `There is not enough room in ${place} to restore a backup there for trial. Free some, or put BACKUP_DIR on a larger disk.`,
    );
  }
  const server = await startEphemeralPostgres({
    purpose: 'check',
    parents: [place],
    settings: { shared_buffers: '64MB', max_connections: '20' },
  });
  try {
    const { tables, rows, applied } = await restore(server.url, file);
    if (applied.length === 0) await compare(file, server.url);
    return { tables, rows };
  } finally {
    await server.stop();
  }
}

async function compare(file: string, url: string): Promise<void> {
  const found = await sumsOfDatabase(url);
  for (const { table, rows, sha256 } of (await verifyBackup(file)).tables) {
    const restored = found.get(table);
    // Waiting jobs are numbered anew, and begin with a full number of attempts.
    if (table === WAITING_JOBS.name || (restored?.rows === rows && restored.sha256 === sha256)) continue;
    throw new Problem(
      'backup_differs',
      `Restored for trial, ${file} gave other rows of ${table} than it holds. Make a backup by hand and check the disk.`,
    );
  }
}

async function sumsOfDatabase(url: string): Promise<Map<string, TableEnd>> {
  const client = new pg.Client({ connectionString: url, options: SESSION, application_name: 'quayside check' });
  await client.connect();
  try {
    const sums = new Map<string, TableEnd>();
    for (const { name, columns } of await tablesToBackUp(client)) {
      const sum = new RowSum();
      const rows = client.query(copyTo(`copy (select ${listOf(client, columns)} from ${client.escapeIdentifier(name)}) to stdout`));
      for await (const chunk of rows) sum.add(chunk as Buffer);
      sums.set(name, sum.end());
    }
    return sums;
  } finally {
    await client.end();
  }
}
