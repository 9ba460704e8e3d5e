import { expect, test } from 'vitest';
import { backupNamed, isBackupDue, isCheckDue, type KeptBackup, nameOf, outlived, type Past } from './keeping.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-02T03:00:00Z');
const nightly = (at: number): KeptBackup => backupNamed(nameOf('nightly', new Date(at)))!;

test('a name says what a backup was made for and when, and other names say nothing', () => {
  expect(nameOf('before-migration', new Date('2026-11-22T02:10:05.700Z'))).toBe('before-migration-20261122-021005.backup');
  expect(backupNamed('before-migration-20261122-021005.backup')).toEqual({
    file: 'before-migration-20261122-021005.backup',
    kind: 'before-migration',
    at: new Date('2026-11-22T02:10:05Z'),
  });
  for (const other of ['nightly-20261399-990000.backup', 'monday.backup', 'nightly-20261122-021005.backup.unfinished']) {
    expect(backupNamed(other)).toBeUndefined();
  }
});

test('after a hundred nights seven daily and four weekly backups are left, the newest of their day and week', () => {
  let kept: KeptBackup[] = [];
  for (let night = 0; night < 100; night++) {
    kept.push(nightly(START + night * DAY));
    const gone = new Set(outlived(kept));
    kept = kept.filter(({ file }) => !gone.has(file));
  }
  const ages = kept.map(({ at }) => (START + 99 * DAY - at.getTime()) / DAY).toSorted((a, b) => a - b);
  expect(ages.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  // The hundredth night is a Tuesday's: of the week that the days begin in its Tuesday is left, of the weeks before their Sundays.
  expect(ages.slice(7)).toEqual([7, 9, 16, 23]);
});

test('two backups of one day count as one, and those made by hand stay', () => {
  const byHand = backupNamed(nameOf('by-hand', new Date(START - 400 * DAY)))!;
  const twice = [nightly(START), nightly(START + HOUR)];
  expect(outlived([byHand, ...twice])).toEqual([twice[0]!.file]);
});

test('of the backups before migrations the last three stay', () => {
  const made = [0, 1, 2, 3, 4].map((day) => backupNamed(nameOf('before-migration', new Date(START + day * DAY)))!);
  expect(outlived(made).toSorted()).toEqual([made[0]!.file, made[1]!.file]);
});

const past = (given: Partial<Record<'now' | 'succeededAt' | 'triedAt' | 'bornAt', number>> & { hour?: number }): Past => ({
  now: new Date(given.now ?? START),
  hour: given.hour ?? 12,
  succeededAt: given.succeededAt === undefined ? undefined : new Date(given.succeededAt),
  triedAt: given.triedAt === undefined ? undefined : new Date(given.triedAt),
  bornAt: new Date(given.bornAt ?? START - 400 * DAY),
});

test('a backup is due in the night, and by day only when the last is more than a day old', () => {
  expect(isBackupDue(past({ succeededAt: START - 23 * HOUR }))).toBe(false);
  expect(isBackupDue(past({ succeededAt: START - 23 * HOUR, hour: 3 }))).toBe(true);
  expect(isBackupDue(past({ succeededAt: START - 5 * HOUR, hour: 3 }))).toBe(false);
  expect(isBackupDue(past({ succeededAt: START - 26 * HOUR }))).toBe(true);
});

test('a new installation has its first backup in its first night, not in its first minutes', () => {
  expect(isBackupDue(past({ bornAt: START - 5 * 60_000, hour: 3 }))).toBe(false);
  expect(isBackupDue(past({ bornAt: START - 6 * HOUR, hour: 3 }))).toBe(true);
  expect(isBackupDue(past({ bornAt: START - 6 * HOUR }))).toBe(false);
});

test('after a failure it is tried again an hour later', () => {
  expect(isBackupDue(past({ succeededAt: START - 40 * HOUR, triedAt: START - 0.5 * HOUR }))).toBe(false);
  expect(isBackupDue(past({ succeededAt: START - 40 * HOUR, triedAt: START - 1.5 * HOUR }))).toBe(true);
});

test('a trial restore is due every week', () => {
  expect(isCheckDue(past({ succeededAt: START - 6 * DAY, hour: 3 }))).toBe(false);
  expect(isCheckDue(past({ succeededAt: START - 7 * DAY, hour: 3 }))).toBe(true);
  expect(isCheckDue(past({ succeededAt: START - 8 * DAY }))).toBe(false);
  expect(isCheckDue(past({ succeededAt: START - 9 * DAY }))).toBe(true);
});
