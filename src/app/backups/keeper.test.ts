import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, expect, inject, test } from 'vitest';
import { testDatabase } from '../../../test/harness.ts';
import { readConfig } from '../config.ts';
import { movableClock } from '../kernel/clock.ts';
import { migrate, migrationsOnDisk } from '../migrate.ts';
import { backup } from './backup.ts';
import { bringUp } from './bring-up.ts';
import { checkBackup } from './check-backup.ts';
import { backupsIn } from './folder.ts';
import { doWhatIsDue } from './keeper.ts';
import { listBackups } from './list-backups.ts';
import { replaceFromBackup } from './replace-from-backup.ts';

const db = testDatabase();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const made: string[] = [];
let home: string;
let folder: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quayside-keeper-'));
  chmodSync(home, 0o711);
  folder = join(home, 'backups');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));
afterAll(async () => {
  for (const url of made) await ask(inject('serverUrl'), `drop database if exists "${new URL(url).pathname.slice(1)}" with (force)`);
});

const config = (extra: Record<string, string> = {}) => readConfig({ DATA_DIR: join(home, 'data'), BACKUP_DIR: folder, ...extra });

test('ten days in a row leave seven backups, each day one, and one of them has been restored for trial', async () => {
  const url = await emptyDatabase();
  await migrate(url);
  const clock = movableClock(new Date());
  const kinds: string[] = [];
  for (let day = 0; day < 10; day++) {
    clock.moveBy(27 * HOUR);
    const done = await doWhatIsDue({ ownerUrl: url, folder, clock });
    expect(done.filter(({ failure }) => failure)).toEqual([]);
    kinds.push(...done.map(({ kind }) => kind));
    expect(await doWhatIsDue({ ownerUrl: url, folder, clock })).toEqual([]);
  }
  expect(kinds.filter((kind) => kind === 'nightly')).toHaveLength(10);
  expect(kinds.filter((kind) => kind === 'check').length).toBeGreaterThanOrEqual(1);
  expect(
    new Set(
      backupsIn(folder)
        .slice(0, 7)
        .map(({ at }) => at.toISOString().slice(0, 10)),
    ),
  ).toHaveProperty('size', 7);
  expect(backupsIn(folder).length).toBeLessThanOrEqual(11);
  expect(statSync(backupsIn(folder)[0]!.path).mode & 0o777).toBe(0o600);
  const { runs } = await listBackups(url, config());
  expect(runs.join('\n')).toMatch(/nightly of nightly-\d{8}-\d{6}\.backup on .+: \d+ rows/);
});

test('a backup that cannot be made is told and tried again, and the older ones stay', async () => {
  const clock = movableClock(new Date());
  clock.moveBy(30 * DAY);
  expect(await doWhatIsDue({ ownerUrl: db.ownerUrl, folder, clock })).toMatchObject([{ kind: 'nightly' }, { kind: 'check' }]);
  const before = readdirSync(folder);
  clock.moveBy(27 * HOUR);
  writeFileSync(join(home, 'file'), '');
  const [failed] = await doWhatIsDue({ ownerUrl: db.ownerUrl, folder: join(home, 'file'), clock });
  expect(failed).toMatchObject({ kind: 'nightly', failure: expect.stringContaining('folder of backups') });
  clock.moveBy(0.5 * HOUR);
  expect(await doWhatIsDue({ ownerUrl: db.ownerUrl, folder, clock })).toEqual([]);
  clock.moveBy(HOUR);
  expect(await doWhatIsDue({ ownerUrl: db.ownerUrl, folder, clock })).toEqual([
    expect.not.objectContaining({ failure: expect.anything() }),
  ]);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(before));
});

test('of two processes that look at once one makes the backup', async () => {
  const url = await emptyDatabase();
  await migrate(url);
  const clock = movableClock(new Date());
  clock.moveBy(30 * DAY);
  const both = await Promise.all([1, 2].map(() => doWhatIsDue({ ownerUrl: url, folder, clock })));
  expect(both.flat().filter(({ kind }) => kind === 'nightly')).toHaveLength(1);
});

test('a backup whose rows are not what it says is found by its trial', async () => {
  const file = join(home, 'x.backup');
  await ask(db.ownerUrl, `insert into counters (account_id, name, next_id) values (1, 'trial', 4711) on conflict do nothing`);
  await backup(db.ownerUrl, file);
  expect(await checkBackup(file, statSync(file).size, home)).toMatchObject({ rows: expect.any(Number) });
  const unpacked = gunzipSync(readFileSync(file));
  unpacked[unpacked.indexOf('trial\t4711') + 6] = 0x39;
  writeFileSync(file, gzipSync(unpacked));
  await expect(checkBackup(file, 1, home)).rejects.toThrow('is damaged');
  expect(readdirSync(home).filter((name) => name.startsWith('quayside-check'))).toEqual([]);
});

test('an older database in use is backed up before it is migrated; without room for that it is left as it is', async () => {
  const url = await olderDatabase();
  writeFileSync(join(home, 'file'), '');
  await expect(bringUp(config({ BACKUP_DIR: join(home, 'file') }), url)).rejects.toThrow('The tables were left as they are');
  expect(await ask(url, 'select count(*)::int as ran from migrations')).toEqual([{ ran: 3 }]);

  const said: string[] = [];
  const { applied } = await bringUp(config(), url, (sentence) => said.push(sentence));
  expect(applied.length).toBeGreaterThan(3);
  expect(said[0]).toContain('Backing up first');
  expect(backupsIn(folder)).toMatchObject([{ kind: 'before-migration' }]);
  expect(await bringUp(config(), url)).toEqual({ applied: [] });
  expect(backupsIn(folder)).toHaveLength(1);
});

test('with BACKUP_DIR=off it is migrated without a backup, and an empty database never has one', async () => {
  await bringUp(config({ BACKUP_DIR: 'off' }), await olderDatabase());
  await bringUp(config(), await emptyDatabase());
  expect(backupsIn(folder)).toEqual([]);
});

test('a release that is older than the database names the backup by which to go back, and goes back with it', async () => {
  const url = await olderDatabase();
  await bringUp(config(), url);
  const way = backupsIn(folder)[0]!.path;
  await ask(url, `insert into migrations (name, checksum) values ('29990101_0000_later (app)', '')`);
  await expect(bringUp(config(), url)).rejects.toThrow(`npx quayside restore --replace ${way}`);

  const result = await replaceFromBackup(url, config(), way);
  expect(await ask(url, `select next_id from counters where account_id = 4 and name = 'x'`)).toEqual([{ next_id: 12 }]);
  expect(await ask(url, `select 1 from migrations where name like '2999%'`)).toEqual([]);
  expect(backupsIn(folder).map(({ path, kind }) => [path, kind])).toContainEqual([result.replaced, 'before-restore']);
});

test('a torn backup replaces nothing', async () => {
  const url = await olderDatabase();
  await bringUp(config(), url);
  const way = backupsIn(folder)[0]!.path;
  const whole = readFileSync(way);
  writeFileSync(way, whole.subarray(0, whole.length / 2));
  await expect(replaceFromBackup(url, config(), way)).rejects.toThrow('is torn');
  expect(await ask(url, `select next_id from counters where account_id = 4 and name = 'x'`)).toEqual([{ next_id: 12 }]);
});

async function olderDatabase(): Promise<string> {
  const url = await emptyDatabase();
  const first = (await migrationsOnDisk()).slice(0, 3).map(({ name }) => name);
  await migrate(url, new Set(first));
  await ask(url, 'insert into account_clocks (account_id) values (4)');
  await ask(url, `insert into counters (account_id, name, next_id) values (4, 'x', 12)`);
  return url;
}

async function emptyDatabase(): Promise<string> {
  const url = new URL(inject('serverUrl'));
  url.pathname = `/quayside_keeper_${process.pid}_${made.length}`;
  made.push(url.href);
  await ask(inject('serverUrl'), `create database "${url.pathname.slice(1)}" template template0`);
  return url.href;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query(statement)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}
