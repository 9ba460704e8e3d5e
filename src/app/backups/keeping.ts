/** What a backup was made for; it stands in the file's name. */
export type BackupKind = 'nightly' | 'before-migration' | 'before-restore' | 'by-hand';

export interface KeptBackup {
  file: string;
  kind: BackupKind;
  at: Date;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How many backups stay: one of each of the last days and weeks that have one, and the last ones made before something risky. */
export const KEPT = { days: 7, weeks: 4, beforeMigration: 3, beforeRestore: 3 } as const;

/** The hours of the machine's night in which a backup is made. A machine that sleeps then makes it when it has been late for a while. */
const NIGHT = { from: 2, to: 5 } as const;
const EARLIEST_MS = 20 * HOUR_MS;
const LATEST_MS = 26 * HOUR_MS;
const RETRY_MS = HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

/** `nightly-20261122-021000.backup`: kind and time in UTC. */
export function nameOf(kind: BackupKind, at: Date): string {
  const [day, time] = at.toISOString().split('T');
  return `${kind}-${day!.replaceAll('-', '')}-${time!.slice(0, 8).replaceAll(':', '')}.backup`;
}

const NAME = /^(nightly|before-migration|before-restore|by-hand)-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.backup$/;

/** What a file's name says; undefined for a file that no backup of ours has the name of. */
export function backupNamed(file: string): KeptBackup | undefined {
  const found = NAME.exec(file);
  if (!found) return undefined;
  const [, kind, year, month, day, hour, minute, second] = found;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? undefined : { file, kind: kind as BackupKind, at };
}

/** The files that may go: nightly ones beyond seven days and the four weeks before them, older ones made before a migration or a restore. Made by hand, a file stays. */
export function outlived(backups: readonly KeptBackup[]): string[] {
  const newestFirst = backups.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const nightly = newestFirst.filter(({ kind }) => kind === 'nightly');
  const daily = newestOfEach(nightly, dayOf).slice(0, KEPT.days);
  const older = nightly.filter(({ at }) => dayOf(at) < dayOf(daily.at(-1)!.at));
  const kept = new Set([
    ...daily,
    ...newestOfEach(older, weekOf).slice(0, KEPT.weeks),
    ...newestFirst.filter(({ kind }) => kind === 'before-migration').slice(0, KEPT.beforeMigration),
    ...newestFirst.filter(({ kind }) => kind === 'before-restore').slice(0, KEPT.beforeRestore),
    ...newestFirst.filter(({ kind }) => kind === 'by-hand'),
  ]);
  return newestFirst.filter((backup) => !kept.has(backup)).map(({ file }) => file);
}

function newestOfEach(newestFirst: readonly KeptBackup[], periodOf: (at: Date) => number): KeptBackup[] {
  const seen = new Set<number>();
  return newestFirst.filter(({ at }) => !seen.has(periodOf(at)) && seen.add(periodOf(at)));
}

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);
/** Weeks from Monday: the first day of the epoch was a Thursday. */
const weekOf = (at: Date): number => Math.floor((dayOf(at) + 3) / 7);

export interface Past {
  now: Date;
  /** The hour of the day where the machine stands. */
  hour: number;
  /** When it last succeeded; undefined when it never did. */
  succeededAt: Date | undefined;
  /** When it was last tried, whatever came of it. */
  triedAt: Date | undefined;
  /** When the installation was made. */
  bornAt: Date;
}

/** Whether a nightly backup is due: in the night, or as soon as the last one is 26 hours old; after a failure, an hour later. */
export function isBackupDue(past: Past): boolean {
  return isDue(past, { earliest: past.succeededAt ? EARLIEST_MS : RETRY_MS, latest: LATEST_MS });
}

/** Whether a trial restore is due: in the night a week after the last, or two days later whatever the hour. */
export function isCheckDue(past: Past): boolean {
  return isDue(past, { earliest: past.succeededAt ? WEEK_MS - 12 * HOUR_MS : 0, latest: WEEK_MS + 2 * DAY_MS });
}

function isDue({ now, hour, succeededAt, triedAt, bornAt }: Past, { earliest, latest }: { earliest: number; latest: number }): boolean {
  const since = (moment: Date): number => now.getTime() - moment.getTime();
  if (triedAt && since(triedAt) < RETRY_MS) return false;
  const age = since(succeededAt ?? bornAt);
  return age >= latest || (age >= earliest && hour >= NIGHT.from && hour < NIGHT.to);
}
