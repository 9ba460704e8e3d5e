import { beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import {
  countsOf,
  foundImport,
  rejectReasons,
  rowsOf,
  runFiles,
  runImport,
  startedImport,
  uploadFile,
  type AskedImport,
} from '../../test/imports.ts';
import type { AccountDb } from '../app/db.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C, createField, DEAL, deleteRecords } from '../records/index.ts';
import { countFile } from './count-file.ts';
import { exportRecords } from './export-records.ts';
import { importRunner } from './import-runner.ts';
import type { ImportRow } from './queries/imports.ts';
import type { RelationTarget, Target } from './schema.ts';
import { cellOf, valuesIn } from './rules/values-in-cell.ts';
import { undoCause } from './undo/undo-cause.ts';
import { undoImport } from './undo-import.ts';

const test = testDatabase();
let seat: TestSeat;
let deals: number;
const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const EMAIL: Target = { to: 'field', fieldId: C.email };
const NAME: Target = { to: 'field', fieldId: 1 };
const worksOn = (change: Partial<RelationTarget> = {}): RelationTarget => ({
  to: 'relation',
  fieldId: deals,
  by: 'name',
  separator: ';',
  missing: 'reject',
  several: 'reject',
  ...change,
});

beforeEach(async () => {
  seat = await makeAccount(test);
  deals = await inside((db) =>
    createField(db, seat.actor, seat.ids, {
      objectId: CONTACT,
      label: 'Works on',
      type: 'relation',
      settings: { objectId: DEAL, otherLabel: 'Team' },
    }),
  );
});

async function imported(file: string, asked: AskedImport = {}, chunkRows?: number): Promise<ImportRow & { rejects: string[] }> {
  const id = await startedImport(test, seat, file, asked);
  return { ...(await runImport(test, seat, id, chunkRows)), rejects: await rejectReasons(test, seat, id) };
}

/** Who works on what, by address and name. */
const links = async (): Promise<string[]> =>
  (
    await rowsOf(
      test,
      `select c.email || ' on ' || d.name as link from record_links l
       join records c on c.account_id = l.account_id and c.object_id = 0 and c.id = l.record_id and c.deleted_at is null
       join records d on d.account_id = l.account_id and d.object_id = 149 and d.id = l.related_id and d.deleted_at is null
       where l.account_id = ${seat.accountId} and l.object_id = 0 and l.field_id = ${deals} order by 1`,
    )
  ).map(({ link }) => link);

async function exported(objectId: number, columns?: string[]): Promise<string> {
  return inside(async (db) => {
    let text = '';
    for await (const piece of exportRecords(db, seat.actor, everyone, { objectId, columns, sort: 'id', bom: false, guard: true }))
      text += piece;
    return text;
  });
}

describe('the values of a cell', () => {
  it('are taken apart by what stands between them, and put together so that they come out again', () => {
    expect(valuesIn('Boat; Net;; Boat ;"a; ""b"""', ';')).toEqual(['Boat', 'Net', 'a; "b"']);
    expect(valuesIn('Boat, Net', ',')).toEqual(['Boat', 'Net']);
    expect(valuesIn('Boat|Net', '|')).toEqual(['Boat', 'Net']);
    expect(valuesIn('Boat\r\nNet\n\n', '\n')).toEqual(['Boat', 'Net']);
    const names = ['Quay; Sons', 'The "Boat"', 'Net', '5" rope', 'a\nb'];
    expect(valuesIn(cellOf(names), ';')).toEqual(names);
  });
});

describe('a column of relations', () => {
  it('relates with several records, makes the missing once, rejects or leaves out as is chosen', async () => {
    await imported('Name\nBoat\nNet\nTwin\nTWIN\n', { objectId: DEAL, mapping: [NAME] });
    const file = 'Email,Deals\na@example.com,boat; Net\nb@example.com,Boat;Nothing\nc@example.com,Twin\nd@example.com,\n';
    const strict = await imported(file, { mapping: [EMAIL, worksOn()] });
    expect(countsOf(strict)).toEqual([4, 2, 0, 2]);
    expect(strict.rejects).toEqual([
      'Row 3, column “Deals”: there is no deal named “Nothing”.',
      'Row 4, column “Deals”: there are several deals named “Twin”.',
    ]);
    expect(await links()).toEqual(['a@example.com on Boat', 'a@example.com on Net']);
    const free = await imported(file, { mapping: [EMAIL, worksOn({ missing: 'create', several: 'oldest' })] }, 2);
    expect([countsOf(free), free.parent_count]).toEqual([[4, 2, 2, 0], 1]);
    expect(await links()).toEqual([
      'a@example.com on Boat',
      'a@example.com on Net',
      'b@example.com on Boat',
      'b@example.com on Nothing',
      'c@example.com on Twin',
    ]);
    const told = await rowsOf(
      test,
      `select cause_id from events where account_id = ${seat.accountId} and kind = 'record.related' group by 1 order by 1`,
    );
    expect(told).toEqual([{ cause_id: strict.event_id }, { cause_id: free.event_id }]);
  });

  it('finds by number, by a unique field and by the id elsewhere', async () => {
    const options = { match: ['key' as const], mode: 'both' as const };
    await imported('Id,Name\nd1,Boat\nd2,Net\n', { objectId: DEAL, mapping: [{ to: 'key' }, NAME], options });
    await imported('Email,Deals\na@example.com,1|2\nb@example.com,9\n', {
      mapping: [EMAIL, worksOn({ by: 'id', separator: '|', missing: 'blank' })],
    });
    await imported('Email,Deals\nc@example.com,"d2,d9"\n', { mapping: [EMAIL, worksOn({ by: 'key', separator: ',', missing: 'blank' })] });
    expect(await links()).toEqual(['a@example.com on Boat', 'a@example.com on Net', 'c@example.com on Net']);
    expect(await rowsOf(test, `select from import_waiting where account_id = ${seat.accountId}`)).toEqual([]);
  });

  it('goes out as it came in: the file that is exported brings the same links back', async () => {
    await imported('Name\n"Quay; Sons"\n"The ""Boat"""\n', { objectId: DEAL, mapping: [NAME] });
    await imported('Email,Deals\na@example.com,"""Quay; Sons"";""The """"Boat"""""""\nb@example.com,"""Quay; Sons"""\n', {
      mapping: [EMAIL, worksOn()],
    });
    const file = await exported(CONTACT, ['3', String(deals)]);
    const before = await links();
    expect(before).toHaveLength(3);
    await test.owner.query(`delete from record_links where account_id = $1`, [seat.accountId]);
    const again = await imported(file);
    expect([again.mapping?.map(({ to }) => to), countsOf(again)]).toEqual([
      ['field', 'relation'],
      [2, 0, 2, 0],
    ]);
    expect(await links()).toEqual(before);
    expect(await exported(CONTACT, ['3', String(deals)])).toBe(file);
  });

  it('is undone with its import, and redone when that is undone', async () => {
    await imported('Name\nBoat\nNet\n', { objectId: DEAL, mapping: [NAME] });
    await imported('Email,Deals\na@example.com,Boat\n', { mapping: [EMAIL, worksOn()] });
    const done = await imported('Email,Deals,Notes\na@example.com,Boat;Net,Rang twice\n', { mapping: [EMAIL, worksOn(), { to: 'note' }] });
    const notes = (): Promise<any[]> => rowsOf(test, `select body from notes where account_id = ${seat.accountId}`);
    expect([(await links()).length, await notes()]).toEqual([2, [{ body: 'Rang twice' }]]);
    const importer = { ...seat, viewer: { ...everyone, userId: seat.userId } };
    const undoing = await inside((db) => undoImport(db, importer, done.id));
    await test.settle(seat.accountId);
    expect([await links(), await notes(), (await foundImport(test, seat, done.id)).undone]).toEqual([['a@example.com on Boat'], [], true]);
    await inside((db) => undoCause(db, importer, { eventId: undoing.event_id, objectId: CONTACT }));
    await test.settle(seat.accountId);
    expect([(await links()).length, (await foundImport(test, seat, done.id)).undone]).toEqual([2, false]);
  });
});

describe('a record that comes later than what names it', () => {
  it('is found when the file is done, in whatever chunks, and when the file is read again after a kill', async () => {
    const above = await inside((db) =>
      createField(db, seat.actor, seat.ids, { objectId: COMPANY, label: 'Belongs to', type: 'parent', parentObjectId: COMPANY }),
    );
    const mapping: Target[] = [{ to: 'key' }, NAME, { to: 'parent', fieldId: above, by: 'key', missing: 'blank', several: 'reject' }];
    const rows = Array.from({ length: 40 }, (_, at) => `k${at},Company ${at},${at === 39 ? '' : `k${at + 1}`}`);
    const options = { match: ['key' as const], mode: 'both' as const };
    const id = await startedImport(test, seat, `Id,Name,Parent\n${rows.join('\n')}\nx,Lost,nowhere\n`, {
      objectId: COMPANY,
      mapping,
      options,
    });
    for (let again = 0; again < 12; again++) {
      const runner = importRunner(`test ${again}`, 7);
      await runner.step(test.database, seat.accountId, id);
      runner.close();
      test.clock.moveBy(60_000);
    }
    expect(countsOf(await runImport(test, seat, id, 7))).toEqual([41, 41, 0, 0]);
    const found = await rowsOf(
      test,
      `select count(*)::int as count from records c join records p on p.account_id = c.account_id and p.object_id = 150 and p.id = (c.values->>'${above}')::bigint
       where c.account_id = ${seat.accountId} and c.object_id = 150 and 'Company ' || (substr(c.name, 9)::int + 1) = p.name and c.name like 'Company%'`,
    );
    expect(found).toEqual([{ count: 39 }]);
    expect(await rowsOf(test, `select from import_waiting where account_id = ${seat.accountId}`)).toEqual([]);
  });

  it('is found in a later file of the set, from both sides, because of the import whose row named it', async () => {
    const files = {
      'contacts.csv':
        'Record ID,First Name,Last Name,Email,Lifecycle Stage,Contact owner,Associated Deal IDs,Create Date\n1,Ann,Lee,ann@example.com,Lead,Nobody Here,11;12,2026-01-01\n2,Ben,Low,ben@example.com,Lead,,12,2026-01-01\n',
      'deals.csv':
        'Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date\n11,Boat,Open,Sales,100,2026-03-01\n12,Net,Open,Sales,50,2026-03-01\n',
    };
    const [contacts] = await runFiles(test, seat, files);
    expect(await links()).toEqual(['ann@example.com on Boat', 'ann@example.com on Net', 'ben@example.com on Net']);
    const told = await rowsOf(
      test,
      `select distinct cause_id from events where account_id = ${seat.accountId} and kind = 'record.related'`,
    );
    expect(told).toEqual([{ cause_id: contacts!.event_id }]);
  });

  it('leaves no trace of whoever was erased meanwhile', async () => {
    const id = await startedImport(test, seat, 'Email,Deals\na@example.com,Never\n', { mapping: [EMAIL, worksOn({ missing: 'blank' })] });
    await test.owner.query(`insert into import_waiting values ($1, $2, 1, 2, 1, 1, 'Never', 0)`, [seat.accountId, id]);
    const data = (await import('./personal-data.ts')).personalData;
    await inside(async (db) => {
      for (const { erase } of data) await erase(db, CONTACT, 1);
    });
    expect(await rowsOf(test, `select from import_waiting where account_id = ${seat.accountId}`)).toEqual([]);
  });
});

describe('notes and owners in a file', () => {
  it('become notes of the importer, once however often the file comes, and the owner where that is somebody here', async () => {
    const [me] = await rowsOf(test, `select name, email from users where account_id = ${seat.accountId} and id = ${seat.userId}`);
    const file = `Email,Comments,Owner\na@example.com,"Rang\nyesterday",${me.email}\nb@example.com,,Nobody Here\nc@example.com,Likes boats,${me.name} <${me.email}>\n`;
    const done = await imported(file);
    expect(done.mapping?.map(({ to }) => to)).toEqual(['field', 'note', 'owner']);
    await imported(file);
    const notes = await rowsOf(
      test,
      `select r.email, n.body, n.author_id::int from notes n join records r on r.account_id = n.account_id and r.object_id = n.object_id and r.id = n.record_id
       where n.account_id = ${seat.accountId} order by 1`,
    );
    expect(notes).toEqual([
      { email: 'a@example.com', body: 'Rang\nyesterday', author_id: seat.userId },
      { email: 'c@example.com', body: 'Likes boats', author_id: seat.userId },
    ]);
    const owners = await rowsOf(test, `select distinct owner_id::int from records where account_id = ${seat.accountId} and object_id = 0`);
    expect(owners).toEqual([{ owner_id: seat.userId }]);
    const id = await uploadFile(test, seat, file);
    const mapping: Target[] = [EMAIL, { to: 'note' }, { to: 'owner' }];
    const counts = await countFile(test.database, seat.accountId, { ...seat, viewer: everyone }, { id, mapping, options: done.options! });
    expect(counts.unknownOwners).toEqual(['Nobody Here']);
  });

  it('are written on the record that lives, not on the former one in the bin', async () => {
    await imported('Email\na@example.com\n');
    await inside((db) => deleteRecords(db, seat.actor, { objectId: CONTACT, recordIds: [1] }));
    const done = await imported('Email,Notes\na@example.com,Hello\n');
    expect(countsOf(done)).toEqual([1, 1, 0, 0]);
    expect(await rowsOf(test, `select record_id::int from notes where account_id = ${seat.accountId}`)).toEqual([{ record_id: 2 }]);
  });
});
