import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { testDatabase } from '../../../test/harness.ts';
import { backup } from './backup.ts';
import { frame } from './backup-file.ts';
import { sequences, tablesToBackUp } from './backup-tables.ts';
import { migrate } from '../migrate.ts';
import { restore } from './restore.ts';

const source = testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'quayside-backup-'));
const file = join(folder, 'whole.backup');
const made: string[] = [];

beforeAll(async () => {
  await source.owner.query(`
    insert into account_clocks (account_id, offset_ms) select id, id * 1000 from generate_series(1, 50) as id;
    insert into counters (account_id, name, next_id) select id % 50 + 1, 'record:' || id, id from generate_series(1, 5000) as id;
    create table events_business_2024_02 partition of events_business for values from ('2024-02-01') to ('2024-03-01');
    insert into events (account_id, retention, recorded_at, at, batch_id, kind, actor_type, data, personal)
      select id % 50 + 1, 'business', timestamptz '2024-02-10 12:00:00.123456+00' + id * interval '1 second', now(), 1, 'record.created', 'system',
        null, jsonb_build_object('text', E'tab\\t line\\n back\\\\slash \\u00e9 \\U0001F600 ' || id)
      from generate_series(1, 4000) as id;
    insert into events (account_id, retention, at, batch_id, kind, actor_type, actor_id, data)
      select 7, 'proof', now(), 2, 'consent.given', 'user', '', '{}' from generate_series(1, 500);
    select nextval('batch_ids') from generate_series(1, 77);
    select enqueue_job('ledger.later', json_build_object('n', id), now() + interval '1 day', 'key-' || id, 5) from generate_series(1, 20) as id;
    select setval('event_ids', 900000)`);
  await backup(source.ownerUrl, file);
});

afterAll(async () => {
  for (const url of made) await administer(`drop database if exists "${new URL(url).pathname.slice(1)}" with (force)`);
  rmSync(folder, { recursive: true, force: true });
});

test('a restored database holds the same rows in every table, row for row', async () => {
  const url = await emptyDatabase();
  const result = await restore(url, file);
  expect(result.applied).toEqual([]);
  expect(result.rows).toBeGreaterThan(9500);
  expect(await contentOf(url)).toEqual(await contentOf(source.ownerUrl));
});

test('partitions of past months, sequences and waiting jobs come back', async () => {
  const url = await emptyDatabase();
  await restore(url, file);
  const asked = `
    select (select count(*) from events_business_2024_02) as february,
      (select array_agg(payload ->> 'n' order by (payload ->> 'n')::int) from graphile_worker._private_jobs where key like 'key-%') as jobs,
      (select max(max_attempts) from graphile_worker._private_jobs) as attempts`;
  expect(await ask(url, asked)).toEqual(await ask(source.ownerUrl, asked));
  expect(await ask(url, asked)).toMatchObject([{ february: 4000, attempts: 5 }]);
  expect(await withClient(url, sequences)).toEqual(await withClient(source.ownerUrl, sequences));
});

test('a database that was migrated but never used is restored into; one that is used is refused and stays as it is', async () => {
  const url = await emptyDatabase();
  await migrate(url);
  await restore(url, file);
  const before = await contentOf(url);
  await expect(restore(url, file)).rejects.toThrow('This database is in use');
  expect(await contentOf(url)).toEqual(before);
});

test('a backup made before the newest migration is laid out as it was then, and brought up to this release', async () => {
  const older = await emptyDatabase();
  await migrate(older, new Set(await firstMigrations(3)));
  await ask(older, 'insert into counters (account_id, name, next_id) values (4, $$x$$, 12)');
  const olderFile = join(folder, 'older.backup');
  await backup(older, olderFile);

  const url = await emptyDatabase();
  await migrate(url);
  const { applied } = await restore(url, olderFile);
  expect(applied).toEqual((await firstMigrations(1000)).slice(3));
  expect(await ask(url, 'select account_id, name, next_id from counters')).toEqual([{ account_id: 4, name: 'x', next_id: 12 }]);
});

test('a torn file is refused wherever it was cut, and nothing is changed', async () => {
  const whole = readFileSync(file);
  const torn = join(folder, 'torn.backup');
  const url = await emptyDatabase();
  for (const part of [0.1, 0.5, 0.999]) {
    writeFileSync(torn, whole.subarray(0, Math.floor(whole.length * part)));
    await expect(restore(url, torn)).rejects.toThrow(/is torn: it ends before/);
  }
  const unpacked = gunzipSync(whole);
  writeFileSync(torn, gzipSync(unpacked.subarray(0, unpacked.length - 200)));
  await expect(restore(url, torn)).rejects.toThrow(/is torn/);
  expect(await ask(url, `select count(*) as tables from pg_class where relnamespace = 'public'::regnamespace`)).toEqual([{ tables: 0 }]);
});

test('a changed row is found by its checksum', async () => {
  const unpacked = gunzipSync(readFileSync(file));
  unpacked[unpacked.indexOf('record:4711') + 7] = 0x39;
  const damaged = join(folder, 'damaged.backup');
  writeFileSync(damaged, gzipSync(unpacked));
  await expect(restore(await emptyDatabase(), damaged)).rejects.toThrow('is damaged: its rows of counters');
});

test('a file that is no backup, an empty one and a missing one are each refused in a sentence', async () => {
  const other = join(folder, 'other');
  const url = await emptyDatabase();
  for (const content of [Buffer.from('name,email\n'), gzipSync('name,email\n'), gzipSync(frame('H', { format: 'something else' }))]) {
    writeFileSync(other, content);
    await expect(restore(url, other)).rejects.toThrow('is not a backup that quayside backup wrote');
  }
  writeFileSync(other, '');
  await expect(restore(url, other)).rejects.toThrow(/torn|not a backup/);
  await expect(restore(url, join(folder, 'missing'))).rejects.toThrow('There is no file');
});

test('a backup of a newer release is refused', async () => {
  const newer = join(folder, 'newer.backup');
  const header = { format: 'quayside-backup-1', madeAt: '', serverVersion: '18', migrations: ['29991231_0000_fly (app)'], partitions: [] };
  writeFileSync(newer, gzipSync(Buffer.concat([frame('H', header), frame('Z', { tables: 0, rows: 0, sequences: [] })])));
  await expect(restore(await emptyDatabase(), newer)).rejects.toThrow('made by a newer release (29991231_0000_fly (app))');
});

test('a backup that cannot be written leaves no file, and a database without the product is refused', async () => {
  await expect(backup(source.ownerUrl, join(folder, 'missing', 'x.backup'))).rejects.toThrow('The folder for');
  await expect(backup(await emptyDatabase(), join(folder, 'none.backup'))).rejects.toThrow('there is nothing to back up');
  expect(readdirSync(folder).filter((name) => name.startsWith('none'))).toEqual([]);
});

async function emptyDatabase(): Promise<string> {
  const url = new URL(inject('serverUrl'));
  url.pathname = `/quayside_restore_${process.pid}_${made.length}`;
  await administer(`create database "${url.pathname.slice(1)}" template template0`);
  made.push(url.href);
  return url.href;
}

/** For each table how many rows, and a sum of every row's hash, whatever their order. */
async function contentOf(url: string): Promise<Record<string, unknown>> {
  return withClient(url, async (client) => {
    const content: Record<string, unknown> = {};
    for (const { name } of await tablesToBackUp(client)) {
      const { rows } = await client.query(`select count(*) as rows, sum(hashtextextended(t::text, 0)) as hash from "${name}" t`);
      content[name] = rows[0];
    }
    return content;
  });
}

async function firstMigrations(count: number): Promise<string[]> {
  const rows = (await ask(source.ownerUrl, 'select name from migrations order by name')) as { name: string }[];
  return rows.slice(0, count).map(({ name }) => name);
}

const administer = (statement: string): Promise<unknown> => ask(inject('serverUrl'), statement);

const ask = (url: string, statement: string): Promise<unknown[]> => withClient(url, async (client) => (await client.query(statement)).rows);

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' });
  await client.connect();
  return work(client).finally(() => client.end());
}
