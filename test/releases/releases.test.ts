import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { identify, prepareInstallation } from '../../src/accounts/index.ts';
import { bringUp } from '../../src/app/backups/bring-up.ts';
import { restore } from '../../src/app/backups/restore.ts';
import { backupsIn } from '../../src/app/backups/folder.ts';
import { replaceFromBackup } from '../../src/app/backups/replace-from-backup.ts';
import { verifyBackup } from '../../src/app/backups/backup-file.ts';
import { readConfig } from '../../src/app/config.ts';
import { buildServer } from '../../src/app/server.ts';
import { visitor } from '../browser.ts';
import { signedIn } from '../factories.ts';
import { productOn, type TestDatabase } from '../harness.ts';

const releases = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.backup'));

/** What a release's people see first. */
const PLACES = [
  '/api/objects',
  '/api/groups',
  '/api/automations',
  '/api/messages',
  '/api/imports',
  '/api/outbox',
  '/api/tasks',
  '/api/users',
  '/api/roles',
];

it('a backup of the first release is among those that are kept', () => {
  expect(releases).toContain('0.1.0.backup');
});

describe.each(releases)('the data of %s', (name) => {
  const file = join(import.meta.dirname, name);
  const home = mkdtempSync(join(tmpdir(), 'quayside-release-'));
  const database = `quayside_release_${process.pid}_${name.replaceAll(/\W/g, '_')}`;
  const url = new URL(inject('serverUrl'));
  const config = readConfig({ DATA_DIR: join(home, 'data'), BACKUP_DIR: join(home, 'backups') });
  let test: TestDatabase & { close(): Promise<void> };
  let before: Record<string, number>;

  beforeAll(async () => {
    url.pathname = `/${database}`;
    await ask(inject('serverUrl'), `create database ${database} template template0`);
    before = await rowsIn(file);
    await restore(url.href, file);
    test = await productOn(url.href, '2026-11-22T01:00:00Z');
    prepareInstallation(test.database, config);
  });
  afterAll(async () => {
    await ask(inject('serverUrl'), `drop database if exists ${database} with (force)`);
    rmSync(home, { recursive: true, force: true });
  });

  it('is all there after this release has brought its tables up', async () => {
    for (const table of [
      'records',
      'events',
      'tags',
      'notes',
      'tasks',
      'groups',
      'messages',
      'deliveries',
      'positions',
      'consents',
      'users',
    ]) {
      const [row] = await ask<{ rows: number }>(url.href, `select count(*)::int as rows from ${table}`);
      expect([table, row!.rows]).toEqual([table, before[table]]);
    }
  });

  it('is shown, changed and worked on like this release’s own', async () => {
    const app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
    const owners = await ask<{ account_id: number; identity_id: string }>(
      url.href,
      'select distinct on (account_id) account_id, identity_id from users order by account_id, id',
    );
    expect(owners.length).toBeGreaterThan(1);
    for (const { account_id: accountId, identity_id: identityId } of owners) {
      const owner = visitor(app, await signedIn(test, { identityId, accountId }));
      for (const place of PLACES) await owner.get(place);
      const { objects } = await owner.get<{ objects: { id: number }[] }>('/api/objects');
      for (const { id: object } of objects) {
        const { count } = await owner.get<{ count: number }>(`/api/records/${object}/count`);
        const { records } = await owner.get<{ records: { id: number }[] }>(`/api/records/${object}?limit=20`);
        expect(records.length).toBe(Math.min(count, 20));
        for (const { id } of records.slice(0, 3)) {
          const record = await owner.get(`/api/records/${object}/${id}`);
          const { events } = await owner.get<{ events: unknown[] }>(`/api/records/${object}/${id}/timeline`);
          expect(events.length).toBeGreaterThan(0);
          expect(await owner.post(`/api/records/${object}/${id}/tags`, { name: 'Kept' })).toMatchObject({ id: expect.any(Number) });
          expect(record.id).toBe(id);
        }
      }
      const id = (await owner.post<{ id: number }>('/api/records/0', { values: { firstname: 'Grace', email: 'grace@example.com' } })).id;
      expect(await owner.get(`/api/records/0/${id}`)).toMatchObject({ name: 'Grace' });
      await test.settle(accountId);
    }
    await app.close();
    await test.close();
  });

  it('is backed up before it is migrated, and that backup leads back to it', async () => {
    await ask(inject('serverUrl'), `drop database ${database} with (force)`);
    await ask(inject('serverUrl'), `create database ${database} template template0`);
    const { header } = await verifyBackup(file);
    await restore(url.href, file, new Set(header.migrations));
    await bringUp(config, url.href);
    const [kept] = backupsIn(config.backupDir!);
    if (kept) expect(await rowsIn(kept.path)).toEqual(before);
    await ask(url.href, 'delete from record_tags');
    await replaceFromBackup(url.href, config, kept?.path ?? file);
    const [row] = await ask<{ rows: number }>(url.href, 'select count(*)::int as rows from record_tags');
    expect(row!.rows).toBe(before.record_tags);
  });
});

async function rowsIn(file: string): Promise<Record<string, number>> {
  const { tables } = await verifyBackup(file);
  return Object.fromEntries(tables.map(({ table, rows }) => [table, rows]));
}

async function ask<Row>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query(statement)
    .then(({ rows }) => rows as Row[])
    .finally(() => client.end());
}
