import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { identify } from '../../src/accounts/index.ts';
import { buildServer } from '../../src/app/server.ts';
import { exportAccount } from '../../src/transfer/archive/export-account.ts';
import { importAccount } from '../../src/transfer/archive/import-account.ts';
import { LEFT_OUT, LEFT_OUT_COLUMNS, tablesOfAccounts } from '../../src/transfer/queries/archive.ts';
import { visitor, type Visitor } from '../browser.ts';
import { makeAccount, signedIn, type TestSeat } from '../factories.ts';
import { testDatabase } from '../harness.ts';
import { fillAccount, SECRET, type FilledAccount } from '../security/filled-account.ts';

const test = testDatabase();
const home = mkdtempSync(join(tmpdir(), 'quayside-filled-'));
let owner: TestSeat;
let desk: Visitor;
let server: FastifyInstance;
let filled: FilledAccount;

beforeAll(async () => {
  server = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  filled = await fillAccount(test, server, owner, SECRET);
  desk = visitor(server, await signedIn(test, owner));
});
afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

/** Tables that hold something only while work is under way, each with why a quiet account has nothing in it. */
const EMPTY_WHEN_QUIET = [
  'broadcast_chunks', // queued
  'bulk_chunks', // done
  'event_batches', // read by every follower
  'import_source_files', // no server was asked yet
  'letter_batches', // sent
  'search_refreshes', // gone through
  'stale_values', // worked out
];
/** What the new account has of its own. */
const MADE_ANEW: Readonly<Record<string, readonly string[]>> = {
  users: ['identity_id'],
  accounts: ['kind', 'mode', 'parent_account_id', 'went_live_at'],
};

/** How many rows each archived table of an account holds, and one hash over them whatever their order. */
async function contentOf(accountId: number): Promise<Record<string, { rows: number; hash: string }>> {
  const content: Record<string, { rows: number; hash: string }> = {};
  for (const { name, columns } of await test.database.account(owner.accountId, (db) => tablesOfAccounts(db))) {
    if (LEFT_OUT[name] !== undefined || name === 'event_batches') continue;
    const kept = columns.filter((column) => !MADE_ANEW[name]?.includes(column) && !LEFT_OUT_COLUMNS[name]?.includes(column));
    const { rows } = await test.owner.query(
      `select count(*)::int as rows, sum(hashtextextended(x::text, 0)) as hash
       from (select ${kept.map((column) => `"${column}"`).join(', ')} from "${name}" where account_id = $1
             ${name === 'events' ? `and kind not in ('account.brought_in', 'account.archived')` : ''}) x`,
      [accountId],
    );
    content[name] = rows[0];
  }
  return content;
}

/** Everything that stands in the files of an archive, unpacked. */
async function unpacked(path: string): Promise<string> {
  const archive = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.open(path, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const parts: string[] = [];
  await new Promise<void>((resolve, reject) => {
    archive.on('entry', (entry: yauzl.Entry) =>
      archive.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        stream.on('data', (part: Buffer) => parts.push(part.toString('utf8')));
        stream.on('end', () => archive.readEntry());
        stream.on('error', reject);
      }),
    );
    archive.on('end', () => resolve());
    archive.on('error', reject);
    archive.readEntry();
  });
  return parts.join('');
}

describe('the archive of an account that uses everything', () => {
  it('is of an account in which no table is empty, but for those that hold work under way', async () => {
    const content = await contentOf(owner.accountId);
    const empty = Object.keys(content).filter((name) => content[name]!.rows === 0);
    expect(empty.filter((name) => !EMPTY_WHEN_QUIET.includes(name))).toEqual([]);
  });

  it('makes an equal account', async () => {
    const file = join(home, 'whole.zip');
    await exportAccount(test.database, owner.accountId, file);
    const { accountId } = await importAccount(test.database, file);
    expect(await contentOf(accountId)).toEqual(await contentOf(owner.accountId));
  });

  it('holds nothing of a person who was erased, nor does what is made of it', async () => {
    const person = filled.contacts[0]!;
    const marks = ['Lonely Livia', 'livia.lonely', 'Sang of Livia'];
    await desk.patch(`/api/records/0/${person}`, { values: { firstname: marks[0], email: `${marks[1]}@example.com` } });
    await desk.post(`/api/records/0/${person}/notes`, { body: marks[2] });
    await desk.patch(`/api/records/0/${person}`, { values: { firstname: 'Other' } });
    await test.settle(owner.accountId);
    const before = join(home, 'before.zip');
    await exportAccount(test.database, owner.accountId, before);
    const known = await unpacked(before);
    expect(marks.filter((mark) => known.includes(mark))).toEqual(marks);

    await desk.post('/api/privacy/erasures', { object: 0, id: person });
    await test.settle(owner.accountId);
    const after = join(home, 'after.zip');
    await exportAccount(test.database, owner.accountId, after);
    const left = await unpacked(after);
    expect(marks.filter((mark) => left.toLowerCase().includes(mark.toLowerCase()))).toEqual([]);
    expect(left).toContain(SECRET);
  });
});
