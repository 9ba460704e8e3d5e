import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { explain } from '../explain.ts';
import type { Clock } from '../kernel/clock.ts';
import { systemClock } from '../kernel/clock.ts';
import { log } from '../log.ts';
import { backup, type BackupResult } from './backup.ts';
import { checkBackup } from './check-backup.ts';
import { backupsIn, prepareFolder, removeOutlived } from './folder.ts';
import { type BackupKind, isBackupDue, isCheckDue, nameOf, type Past } from './keeping.ts';
import { bornAt, type BackupRun, type BackupRunRow, forgetOldRuns, lastRuns, noteRun } from './queries.ts';
import { withOwner } from './with-owner.ts';

export interface BackupKeeper {
  close(): Promise<void>;
}

interface Keeping {
  ownerUrl: string;
  folder: string;
  clock: Clock;
}

/** How often it is looked whether something is due. */
const LOOK_MS = 5 * 60_000;
/** Held by the one process of the installation that makes or checks a backup. */
const KEEPING = 7_120_044;

/**
 * Makes a backup every night and restores one for trial every week, as long as the process runs; of several processes one does it. What
 * became of each is written down, and a failure stops nothing else.
 */
export function keepBackups(keeping: { ownerUrl: string; folder: string }): BackupKeeper {
  const stop = new AbortController();
  const running = (async () => {
    while (!stop.signal.aborted) {
      await sleep(LOOK_MS, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
      if (stop.signal.aborted) return;
      await doWhatIsDue({ ...keeping, clock: systemClock }).catch((error: unknown) =>
        log.error({ err: error }, 'backups could not be looked after'),
      );
    }
  })();
  return {
    close() {
      stop.abort();
      return running;
    },
  };
}

/** Makes a backup if one is due, then tries one out if that is due, and gives what was done. */
export async function doWhatIsDue(keeping: Keeping): Promise<BackupRun[]> {
  return withOwner(keeping.ownerUrl, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [KEEPING]);
    if (!rows[0]!.mine) return [];
    const done: BackupRun[] = [];
    if (isBackupDue(await pastOf(client, keeping.clock, 'nightly'))) done.push(await makeNightly(client, keeping));
    if (isCheckDue(await pastOf(client, keeping.clock, 'check'))) done.push(...(await checkNewest(client, keeping)));
    return done;
  });
}

async function pastOf(client: pg.Client, clock: Clock, kind: BackupRun['kind']): Promise<Past> {
  const runs = (await client.query<BackupRunRow>(lastRuns)).rows.filter((run) => run.kind === kind);
  const now = clock.now();
  return {
    now,
    hour: now.getHours(),
    succeededAt: runs.find(({ failure }) => failure === null)?.finished_at,
    triedAt: runs.map(({ finished_at }) => finished_at).toSorted((a, b) => b.getTime() - a.getTime())[0],
    bornAt: await bornAt(client),
  };
}

async function makeNightly(client: pg.Client, keeping: Keeping): Promise<BackupRun> {
  const { run } = await makeBackup(keeping, 'nightly');
  await noteRun(client, run);
  await forgetOldRuns(client, run.finishedAt);
  return run;
}

/**
 * Makes a backup under the name of its kind and the time, and removes those that have outlived theirs; of a failure nothing is removed.
 * Gives what became of it, for `noteRun`.
 */
export async function makeBackup(
  { ownerUrl, folder, clock }: Keeping,
  kind: BackupKind,
): Promise<{ run: BackupRun; result?: BackupResult; error?: unknown }> {
  const startedAt = clock.now();
  const file = nameOf(kind, startedAt);
  try {
    prepareFolder(folder);
    const result = await backup(ownerUrl, join(folder, file));
    removeOutlived(folder);
    log.info({ file, rows: result.rows, bytes: result.bytes }, 'backup made');
    return { result, run: { kind, file, startedAt, finishedAt: clock.now(), bytes: result.bytes, rows: result.rows } };
  } catch (error) {
    log.error({ err: error, file }, 'backup failed');
    return { error, run: { kind, file, startedAt, finishedAt: clock.now(), failure: explain(error) } };
  }
}

async function checkNewest(client: pg.Client, { folder, clock }: Keeping): Promise<BackupRun[]> {
  const newest = backupsIn(folder).find(({ kind }) => kind === 'nightly');
  if (!newest) return [];
  const startedAt = clock.now();
  const run: BackupRun = { kind: 'check', file: newest.file, startedAt, finishedAt: startedAt, bytes: newest.bytes };
  try {
    const { rows } = await checkBackup(newest.path, newest.bytes, folder);
    Object.assign(run, { rows });
    log.info({ file: newest.file, rows }, 'backup restored for trial');
  } catch (error) {
    run.failure = explain(error);
    log.error({ err: error, file: newest.file }, 'backup failed its trial');
  }
  run.finishedAt = clock.now();
  await noteRun(client, run);
  return [run];
}
