import { beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { countsOf, rejectReasons, rowsOf, runImport, startedImport, uploadFile, type AskedImport } from '../../test/imports.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { COMPANY, CONTACT_FIELDS as C } from '../records/index.ts';
import type { ImportRow } from './queries/imports.ts';
import { rehearseImport } from './rehearse-import.ts';
import type { ParentTarget, Target } from './schema.ts';
import { undoImport } from './undo-import.ts';

const test = testDatabase();
let seat: TestSeat;

beforeEach(async () => {
  seat = await makeAccount(test);
});

const EMAIL: Target = { to: 'field', fieldId: C.email };
const company = (change: Partial<ParentTarget> = {}): ParentTarget => ({
  to: 'parent',
  fieldId: C.company,
  by: 'name',
  missing: 'reject',
  several: 'reject',
  ...change,
});

async function imported(file: string, asked: AskedImport = {}, chunkRows?: number): Promise<ImportRow & { rejects: string[] }> {
  const id = await startedImport(test, seat, file, asked);
  return { ...(await runImport(test, seat, id, chunkRows)), rejects: await rejectReasons(test, seat, id) };
}

const companies = (text: string): Promise<ImportRow> => imported(`Name\n${text}`, { objectId: COMPANY });

const employers = (): Promise<any[]> =>
  rowsOf(
    test,
    `select r.email, c.name as company, c.id::int as id from records r
     left join records c on c.account_id = r.account_id and c.object_id = 150 and c.id = (r.values->>'7')::bigint
     where r.account_id = ${seat.accountId} and r.object_id = 0 and r.deleted_at is null order by r.email`,
  );

describe('a column that names the records rows point to', () => {
  it('finds them by name, without case and spaces around, and rejects what is unknown or named twice', async () => {
    await companies('Quay Cafe\nTwin\nTWIN\n');
    const done = await imported('Email,Company\na@example.com, quay cafe \nb@example.com,Nowhere\nc@example.com,twin\nd@example.com,\n', {
      mapping: [EMAIL, company()],
    });
    expect(countsOf(done)).toEqual([4, 2, 0, 2]);
    expect(done.rejects).toEqual([
      'Row 3, column “Company”: there is no company named “Nowhere”.',
      'Row 4, column “Company”: there are several companies named “twin”.',
    ]);
    expect(await employers()).toMatchObject([
      { email: 'a@example.com', company: 'Quay Cafe' },
      { email: 'd@example.com', company: null },
    ]);
  });

  it('takes the oldest of several, leaves unknown ones blank, where that is chosen', async () => {
    await companies('Twin\nTwin\n');
    const done = await imported('Email,Company\na@example.com,Twin\nb@example.com,Nowhere\n', {
      mapping: [EMAIL, company({ several: 'oldest', missing: 'blank' })],
    });
    expect(countsOf(done)).toEqual([2, 2, 0, 0]);
    expect(await employers()).toMatchObject([
      { company: 'Twin', id: 1 },
      { company: null, id: null },
    ]);
  });

  it('makes each missing record once, whatever its spelling and the chunks, and none for rows that are rejected', async () => {
    const file = `Email,Company\na@example.com,New House\nb@example.com,new house\nnot an address,Never Made\nc@example.com,Other\nd@example.com,NEW HOUSE\n`;
    const done = await imported(file, { mapping: [EMAIL, company({ missing: 'create' })] }, 2);
    expect([countsOf(done), done.parent_count]).toEqual([[5, 4, 0, 1], 2]);
    expect((await employers()).map((each) => each.company)).toEqual(['New House', 'New House', 'Other', 'New House']);
    const made = await rowsOf(
      test,
      `select name, import_id from records where account_id = ${seat.accountId} and object_id = 150 and deleted_at is null order by name`,
    );
    expect(made).toEqual([
      { name: 'New House', import_id: done.id },
      { name: 'Other', import_id: done.id },
    ]);
  });

  it('is refused where its role may not see, or make, what it would point to', async () => {
    const id = await uploadFile(test, seat, 'Email,Company\na@example.com,Quay\n');
    const limited = { ...everyone, on: (object: number) => ({ ...everyone.on(object), ...(object === COMPANY ? { create: false } : {}) }) };
    const asked = { id, mapping: [EMAIL, company({ missing: 'create' })], options: OPTIONS };
    await expect(rehearseImport(test.database, seat.accountId, { ...seat, viewer: limited }, asked)).rejects.toThrow('create companies');
    const blind = {
      ...everyone,
      on: (object: number) => ({ ...everyone.on(object), ...(object === COMPANY ? { view: 'own' as const } : {}) }),
    };
    await expect(rehearseImport(test.database, seat.accountId, { ...seat, viewer: blind }, asked)).rejects.toThrow(
      'may not see all companies',
    );
  });

  it('finds records by ids of another program, in this file and in later ones', async () => {
    const key: Target = { to: 'key' };
    const name: Target = { to: 'field', fieldId: 1 };
    await imported('Id,Name\nc1,Quay\nc2,Sails\n', { objectId: COMPANY, mapping: [key, name], options: { match: ['key'], mode: 'both' } });
    const renamed = await imported('Id,Name\nc1,Quay Cafe\n', {
      objectId: COMPANY,
      mapping: [key, name],
      options: { match: ['key'], mode: 'both' },
    });
    expect(countsOf(renamed)).toEqual([1, 0, 1, 0]);
    await imported('Email,Company id\na@example.com,c1\nb@example.com,c2;c1\nc@example.com,c9\n', {
      mapping: [EMAIL, company({ by: 'key', missing: 'blank' })],
    });
    expect((await employers()).map((each) => each.company)).toEqual(['Quay Cafe', 'Sails', null]);
  });

  it('meets people by e-mail, else by the id they had elsewhere, and never one person twice at once', async () => {
    const mapping: Target[] = [{ to: 'key' }, EMAIL, { to: 'field', fieldId: C.city }];
    const options = { match: [C.email, 'key' as const], mode: 'both' as const };
    await imported('Id,Email,City\n1,a@example.com,Cork\n2,b@example.com,Cork\n', { mapping, options });
    const again = await imported('Id,Email,City\n1,,Bonn\n9,a@example.com,Galway\n2,new@example.com,Lyon\n', { mapping, options });
    expect(countsOf(again)).toEqual([3, 0, 3, 0]);
    const cities = await rowsOf(
      test,
      `select email, values->>'11' as city from records where account_id = ${seat.accountId} and object_id = 0 order by id`,
    );
    expect(cities).toEqual([
      { email: 'a@example.com', city: 'Galway' },
      { email: 'new@example.com', city: 'Lyon' },
    ]);
  });
});

const OPTIONS = {
  match: [C.email],
  mode: 'both' as const,
  blanks: 'keep' as const,
  tags: ['Fair'],
  ownerId: null,
  standing: null,
  keySource: 'file',
};

describe('options on the fly', () => {
  it('become options of the field, once each, and are told', async () => {
    const stage: Target = { to: 'field', fieldId: C.salesStage, newOptions: true };
    const done = await imported('Email,Stage\na@example.com,Lead\nb@example.com,Hot\nc@example.com,hot\nd@example.com,Cold\n', {
      mapping: [EMAIL, stage],
    });
    expect(countsOf(done)).toEqual([4, 4, 0, 0]);
    expect(done.made).toEqual([
      { what: 'option', fieldId: C.salesStage, label: 'Hot' },
      { what: 'option', fieldId: C.salesStage, label: 'Cold' },
    ]);
    const found = await rowsOf(
      test,
      `select values->>'17' as stage from records where account_id = ${seat.accountId} and object_id = 0 order by id`,
    );
    expect(found.map(({ stage: option }) => Number(option))).toEqual([3, 8, 8, 9]);
  });

  it('are refused where there are too many for a choice, before anything is written', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => `p${at}@example.com,Stage ${at}`).join('\n');
    const stage: Target = { to: 'new', label: 'Phase', type: 'dropdown' };
    await expect(startedImport(test, seat, `Email,Phase\n${rows}\n`, { mapping: [EMAIL, stage] })).rejects.toThrow('200 different values');
  });
});

describe('blank cells', () => {
  it('take values away where that is chosen, but not what records are found by', async () => {
    await imported('Email,First name,City\na@example.com,Anna,Cork\n');
    const kept = await imported('Email,First name,City\na@example.com,,\n');
    expect(kept.unchanged_count).toBe(1);
    await imported('Email,First name,City\na@example.com,,\n', { options: { blanks: 'write' } });
    const [anna] = await rowsOf(test, `select email, values from records where account_id = ${seat.accountId} and object_id = 0`);
    expect(anna).toEqual({ email: 'a@example.com', values: {} });
  });
});

describe('the preview of an import', () => {
  it('shows rows as they would be stored, with what changes and why rows are rejected, and leaves nothing', async () => {
    await imported('Email,First name,Birthday\na@example.com,Anna,1980-02-03\n');
    const before = await standing();
    const id = await uploadFile(
      test,
      seat,
      'Email,First name,Birthday,Company,Phase\nA@example.com,Ann,03/04/1980,Quay,New\nbad,X,,,\nb@example.com,Ben,,Quay,Old\n',
    );
    const mapping: Target[] = [
      EMAIL,
      { to: 'field', fieldId: C.firstName },
      { to: 'field', fieldId: C.birthday, written: { dateOrder: 'dmy' } },
      company({ missing: 'create' }),
      { to: 'new', label: 'Phase', type: 'dropdown' },
    ];
    const { rows, counts, fields, made } = await rehearseImport(
      test.database,
      seat.accountId,
      { ...seat, viewer: everyone },
      { id, mapping, options: OPTIONS },
    );
    expect(counts).toEqual({ created: 1, updated: 1, unchanged: 0, rejected: 1, parents: 1 });
    expect(fields.map(({ label }) => label)).toEqual(['Email', 'First name', 'Birthday', 'Company', 'Phase']);
    expect(made.map(({ what, label }) => [what, label])).toEqual([['field', 'Phase']]);
    expect(rows[0]).toMatchObject({
      row: 2,
      outcome: 'updated',
      cells: {
        1: { before: 'Anna', after: 'Ann' },
        3: { after: 'a@example.com' },
        7: { before: '', after: 'Quay' },
        8: { before: 'Feb 3, 1980', after: 'Apr 3, 1980' },
      },
    });
    expect(rows[1]).toEqual({ row: 3, outcome: 'rejected', reason: expect.stringContaining('not an e-mail address'), cells: {} });
    expect(rows[2]).toMatchObject({ outcome: 'created', name: 'Ben' });
    expect(await standing()).toEqual(before);
  });
});

const standing = (): Promise<any[]> =>
  rowsOf(
    test,
    `select (select count(*)::int from records where account_id = ${seat.accountId}) as records,
       (select count(*)::int from events where account_id = ${seat.accountId}) as events,
       (select count(*)::int from fields where account_id = ${seat.accountId}) as fields,
       (select count(*)::int from import_rows where account_id = ${seat.accountId}) as staged,
       (select count(*)::int from import_rejects where account_id = ${seat.accountId}) as rejects,
       (select coalesce(sum(next_id), 0)::int from counters where account_id = ${seat.accountId} and name <> 'import') as numbers`,
  );

describe('undoing an import', () => {
  it('bins what it made, parents too, puts back what it changed unless somebody changed it since, and takes its tags off', async () => {
    await imported('Email,First name,City\na@example.com,Anna,Cork\nb@example.com,Ben,Cork\n');
    const done = await imported(
      'Email,First name,City,Company\na@example.com,Ann,Bonn,Quay\nb@example.com,Benn,Bonn,\nc@example.com,Cleo,Bonn,Quay\n',
      {
        options: { tags: ['Fair'] },
      },
    );
    expect([countsOf(done), done.parent_count]).toEqual([[3, 1, 2, 0], 1]);
    const since = await imported('Email,City\nb@example.com,Galway\n');
    expect(countsOf(since)).toEqual([1, 0, 1, 0]);
    await test.database.account(seat.accountId, (db) => undoImport(db, { ...seat, viewer: { ...everyone, userId: seat.userId } }, done.id));
    await test.settle(seat.accountId);
    const left = await rowsOf(
      test,
      `select email, name, values->>'1' as first, values->>'11' as city, values->>'7' as company from records
       where account_id = ${seat.accountId} and deleted_at is null order by object_id, id`,
    );
    expect(left).toEqual([
      { email: 'a@example.com', name: 'Anna', first: 'Anna', city: 'Cork', company: null },
      { email: 'b@example.com', name: 'Ben', first: 'Ben', city: 'Galway', company: null },
    ]);
    expect(await rowsOf(test, `select from record_tags where account_id = ${seat.accountId} and record_id in (1, 2)`)).toEqual([]);
    await expect(
      test.database.account(seat.accountId, (db) => undoImport(db, { ...seat, viewer: { ...everyone, userId: seat.userId } }, done.id)),
    ).rejects.toThrow('undone already');
  });
});
