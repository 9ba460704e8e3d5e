import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { visitor, type Visitor } from '../../../test/browser.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { productOn, testDatabase } from '../../../test/harness.ts';
import { identify } from '../../accounts/index.ts';
import { restore } from '../../app/backups/restore.ts';
import { migrationsOnDisk } from '../../app/migrate.ts';
import { buildServer } from '../../app/server.ts';
import { LEFT_OUT, LEFT_OUT_COLUMNS, tablesOfAccounts } from '../queries/archive.ts';
import { exportAccount, writeAccount } from './export-account.ts';
import { importAccount } from './import-account.ts';
import { openArchive } from './open-archive.ts';

const test = testDatabase();
const home = mkdtempSync(join(tmpdir(), 'quayside-archive-'));
const file = join(home, 'account.zip');
/** The sample business of the release whose backup is kept. */
const SAMPLE = 2;
let owner: TestSeat;
let seller: TestSeat;
let desk: Visitor;
let app: Awaited<ReturnType<typeof buildServer>>;

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  seller = await makeUser(test, owner, { role: 'Sales', name: 'Søren “Sam” Østergård' });
  desk = visitor(app, await signedIn(test, owner));
  await fill(desk);
  await test.settle();
  await exportAccount(test.database, owner.accountId, file);
});
afterAll(async () => {
  await app.close();
  rmSync(home, { recursive: true, force: true });
});

/** Something of everything a user can make by hand, with every kind of character. */
async function fill(desk: Visitor): Promise<void> {
  const company = (await desk.post('/api/records/150', { values: { name: 'Ærø “Boats” \\ Söhne\t& Co\u0001' } })).id as number;
  for (let n = 0; n < 40; n++) {
    const values = {
      firstname: `Ada ${n}`,
      lastname: '港の\n仕事 🚢 \\u0041 "x"',
      email: `ada${n}@example.com`,
      company,
      birthday: '1990-02-28',
    };
    const { id } = await desk.post('/api/records/0', { values, tags: ['Newcomer', `Tag ${n % 5}`] });
    if (n % 3 === 0) await desk.post(`/api/records/0/${id}/notes`, { body: `Called.\r\nShe said: \\N and {"a": [1, null]} ${n}` });
    if (n % 4 === 0) await desk.patch(`/api/records/0/${id}`, { values: { city: 'Århus' } });
    if (n % 10 === 0) await desk.delete(`/api/records/0/${id}`);
  }
  const field = await desk.post('/api/objects/0/fields', { label: 'Größe', type: 'number', sortable: true });
  await desk.post('/api/records/0', { values: { firstname: 'Zoë', [field.id]: 1.1 } });
  await desk.post('/api/groups', { objectId: 0, name: 'In Århus', criteria: { field: 11, operator: 'is', values: ['Århus'] } });
}

/** What every archived table of an account holds, as one hash each, whatever the order of its rows. */
async function contentOf(client: pg.Client, accountId: number): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  const tables = await test.database.account(owner.accountId, (db) => tablesOfAccounts(db));
  for (const { name, columns } of tables) {
    // The export and the import are themselves still to be read by the ledger's followers.
    if (LEFT_OUT[name] || name === 'event_batches') continue;
    const kept = columns.filter((column) => !MADE_ANEW[name]?.includes(column) && !LEFT_OUT_COLUMNS[name]?.includes(column));
    const { rows } = await client.query(
      `select count(*)::int as rows, sum(hashtextextended(x::text, 0)) as hash
       from (select ${kept.map((column) => `"${column}"`).join(', ')} from "${name}" where account_id = $1
             ${name === 'events' ? `and kind not in ('account.brought_in', 'account.archived')` : ''}) x`,
      [accountId],
    );
    content[name] = rows[0];
  }
  return content;
}

const MADE_ANEW: Readonly<Record<string, readonly string[]>> = {
  users: ['identity_id'],
  accounts: ['kind', 'mode', 'parent_account_id', 'went_live_at'],
};

describe('an archive of a whole account', () => {
  it('makes an equal account beside the one it came from', async () => {
    const { accountId, rows } = await importAccount(test.database, file);
    expect(rows).toBeGreaterThan(400);
    expect(await contentOf(test.owner, accountId)).toEqual(await contentOf(test.owner, owner.accountId));
  });

  it('makes an equal account in another installation, where its owner works on', async () => {
    const url = await databaseNamed('other', inject('templateName'));
    const other = await productOn(url, '2026-06-01T09:00:00Z');
    const { accountId } = await importAccount(other.database, file);
    expect(await contentOf(other.owner, accountId)).toEqual(await contentOf(test.owner, owner.accountId));

    const { rows } = await other.owner.query('select identity_id from users where account_id = $1 order by id limit 1', [accountId]);
    const otherApp = await buildServer({ database: other.database, identify, baseUrl: 'http://quayside.test', port: 0 });
    const there = visitor(otherApp, await signedIn(other, { identityId: rows[0].identity_id, accountId }));
    const { id } = await there.post<{ id: number }>('/api/records/0', { values: { firstname: 'New', email: 'new@example.com' } });
    const { events } = await there.get<{ events: { id: number }[] }>(`/api/records/0/${id}/timeline`);
    const highest = await other.owner.query('select max(id)::int as id from events where account_id = $1 and id <> $2', [
      accountId,
      events[0]!.id,
    ]);
    expect(events[0]!.id).toBeGreaterThan(highest.rows[0].id);
    await other.settle(accountId);
    await otherApp.close();
    await other.close();
    await drop(url);
  });

  it('practises, whatever the account it came from did', async () => {
    await test.owner.query(`update accounts set mode = 'live', went_live_at = now() where account_id = $1`, [owner.accountId]);
    const live = join(home, 'live.zip');
    await exportAccount(test.database, owner.accountId, live);
    const { accountId } = await importAccount(test.database, live);
    expect((await test.owner.query('select mode from accounts where account_id = $1', [accountId])).rows).toEqual([{ mode: 'practising' }]);
  });

  it('holds every table of the account, or says why not', async () => {
    const archive = await openArchive(file);
    const inside = new Set(archive.manifest.tables.map(({ name }) => name));
    archive.close();
    const tables = (await test.database.account(owner.accountId, (db) => tablesOfAccounts(db))).map(({ name }) => name);
    expect(tables.filter((name) => !inside.has(name) && !LEFT_OUT[name])).toEqual([]);
    expect(tables).toEqual(expect.arrayContaining(Object.keys(LEFT_OUT)));
  });

  it('of an older release is brought up to this one on the way', async () => {
    const earlier = (await migrationsOnDisk()).map(({ name }) => name).filter((name) => name < '20261122_1101');
    const url = await databaseNamed('older', 'template0');
    await restore(url, join(import.meta.dirname, '../../../test/releases/0.1.0.backup'), new Set(earlier));
    const older = await productOn(url, '2026-11-22T09:00:00Z');
    const path = join(home, 'older.zip');
    await writeAccount(older.database, SAMPLE, path);
    const count =
      'select (select count(*) from records where account_id = $1) as records, (select count(*) from events where account_id = $1) as events';
    const before = (await older.owner.query(count, [SAMPLE])).rows[0];
    await older.close();
    await drop(url);

    const { accountId } = await importAccount(test.database, path);
    const after = (await test.owner.query(count, [accountId])).rows[0];
    // The ledger tells of the two times it was brought in.
    expect(after).toEqual({ records: before.records, events: before.events + 2 });
  });

  it('that is torn, changed, of a newer release or none is refused in a sentence, and nothing is made', async () => {
    const accounts = async () => (await test.owner.query('select count(*)::int as n from accounts')).rows[0].n;
    const before = await accounts();
    const whole = readFileSync(file);
    const bad = join(home, 'bad.zip');
    const refused = async (bytes: Buffer, sentence: string | RegExp) => {
      writeFileSync(bad, bytes);
      await expect(importAccount(test.database, bad)).rejects.toThrow(sentence);
    };
    await refused(whole.subarray(0, whole.length / 2), 'is not an archive of an account');
    await refused(Buffer.from('name,email\n'), 'is not an archive of an account');
    const changed = Buffer.from(whole);
    // More than the head of a file, of which not every byte says something.
    const middle = Math.floor(whole.length / 2);
    for (let at = middle; at < middle + 128; at++) changed[at] = changed[at]! ^ 0xff;
    await refused(changed, /damaged|not an archive/);
    await expect(importAccount(test.database, join(home, 'missing.zip'))).rejects.toThrow('There is no file');
    expect(await accounts()).toBe(before);
  });
});

describe('the download of the whole account', () => {
  it('is the owner’s alone', async () => {
    const asSeller = await app.inject({ url: '/api/account/archive.zip', headers: await signedIn(test, seller) });
    expect([asSeller.statusCode, asSeller.json().code]).toEqual([403, 'not_allowed']);
    const stranger = await makeAccount(test);
    const foreign = await app.inject({
      url: '/api/account/archive.zip',
      headers: { ...(await signedIn(test, stranger)), 'x-account': String(owner.accountId) },
    });
    expect(foreign.statusCode).toBe(404);
  });

  it('streams the same archive, and is told in the ledger', async () => {
    const answer = await app.inject({ url: '/api/account/archive.zip', headers: await signedIn(test, owner) });
    expect(answer.headers['content-type']).toBe('application/zip');
    const path = join(home, 'downloaded.zip');
    writeFileSync(path, answer.rawPayload);
    const archive = await openArchive(path);
    expect(archive.manifest.tables.find(({ name }) => name === 'records')!.rows).toBe(42);
    archive.close();
    await expect
      .poll(
        async () => (await test.owner.query(`select actor_type from events where kind = 'account.archived' and actor_type = 'user'`)).rows,
      )
      .toEqual([{ actor_type: 'user' }]);
  });
});

async function databaseNamed(name: string, template: string): Promise<string> {
  const url = new URL(inject('serverUrl'));
  url.pathname = `/quayside_archive_${name}_${process.pid}`;
  await administer(`create database ${url.pathname.slice(1)} template ${template}`);
  return url.href;
}

const drop = (url: string): Promise<void> => administer(`drop database ${new URL(url).pathname.slice(1)} with (force)`);

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('serverUrl') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
