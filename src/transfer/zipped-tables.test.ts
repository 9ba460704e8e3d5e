import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeEach, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { rowsOf } from '../../test/imports.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { previewImport } from './preview-import.ts';
import { importById, importsOfSet } from './queries/imports.ts';
import { receiveFile } from './receive-file.ts';

const test = testDatabase();
let seat: TestSeat;

beforeEach(async () => {
  seat = await makeAccount(test);
});

async function zipped(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}

const receive = async (files: Readonly<Record<string, string>>): Promise<number> =>
  receiveFile(test.database, {
    accountId: seat.accountId,
    fileName: 'audience.zip',
    userId: seat.userId,
    bytes: Readable.from([await zipped(files)]),
  });

const PEOPLE = 'Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,LEID\na@example.com,Ann,Lee,2,2024-01-01 10:00:00,1\n';

it('takes an audience as it is exported: a ZIP file with a table for each standing', async () => {
  const id = await receive({
    'subscribed_members_export_1.csv': PEOPLE,
    '__MACOSX/._subscribed_members_export_1.csv': 'x',
    'unsubscribed_members_export_1.csv': PEOPLE.replace('a@', 'b@'),
    'cleaned_members_export_1.csv': PEOPLE.replace('a@', 'c@'),
  });
  const set = await test.database.account(seat.accountId, async (db) => {
    return importsOfSet(db, (await importById(db, id))!.set_id!);
  });
  expect(set.map(({ file_name, status, row_count }) => [file_name, status, row_count])).toEqual([
    ['subscribed_members_export_1.csv', 'draft', 1],
    ['unsubscribed_members_export_1.csv', 'draft', 1],
    ['cleaned_members_export_1.csv', 'draft', 1],
  ]);
  const standings = [];
  for (const each of set) {
    const preview = await test.database.account(seat.accountId, (db) => previewImport(db, everyone, each));
    standings.push([preview.preset?.key.split('-')[0], preview.options.standing]);
  }
  expect(standings).toEqual([
    ['mailchimp', null],
    ['mailchimp', 'out'],
    ['mailchimp', 'bounced'],
  ]);
});

it('leaves nothing where one of the tables is refused, and says what else a ZIP file may be', async () => {
  await expect(receive({ 'one.csv': PEOPLE, 'two.csv': '' })).rejects.toThrow('empty');
  await expect(receive({ 'readme.md': 'Hello' })).rejects.toThrow();
  await expect(receive(Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`${at}.csv`, PEOPLE])))).rejects.toThrow(
    'holds 21 tables',
  );
  expect(await rowsOf(test, `select from imports where account_id = ${seat.accountId}`)).toEqual([]);
  expect(await rowsOf(test, `select from import_parts where account_id = ${seat.accountId}`)).toEqual([]);
});
