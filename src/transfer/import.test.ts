import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { countsOf, PERMISSION, rejectReasons, runImport, startedImport, type AskedImport } from '../../test/imports.ts';
import { CONTACT_FIELDS as C } from '../records/index.ts';
import type { ImportRow } from './queries/imports.ts';
import { rejectsCsv } from './rejects-csv.ts';

const test = testDatabase();
let seat: TestSeat;

beforeAll(async () => {
  seat = await makeAccount(test);
});

async function imported(file: string | Buffer, asked: AskedImport = {}): Promise<ImportRow & { rejects: string[] }> {
  const id = await startedImport(test, seat, file, asked);
  return { ...(await runImport(test, seat, id)), rejects: await rejectReasons(test, seat, id) };
}

async function contacts(where: string, values: unknown[] = []): Promise<Record<string, any>[]> {
  const { rows } = await test.owner.query(
    `select * from records where account_id = ${seat.accountId} and object_id = 0 and ${where} order by id`,
    values,
  );
  return rows;
}

describe('an import', () => {
  it('makes people single opt-in contacts, with their owner, import, events and proof of permission', async () => {
    const row = await imported(
      'Email,First name,Last name,Birthday\nAnna@Example.com,Anna,Meyer,1980-02-03\nben@example.com,Ben,Okafor,\n',
    );
    expect(countsOf(row)).toEqual([2, 2, 0, 0]);
    expect(row.status).toBe('finished');
    const [anna] = await contacts("email = 'anna@example.com'");
    expect(anna).toMatchObject({
      name: 'Anna Meyer',
      email_status: 1,
      owner_id: seat.userId,
      import_id: row.id,
      values: { 8: '1980-02-03' },
    });
    const { rows } = await test.owner.query(
      'select kind, actor_type, actor_id, cause_id from events where account_id = $1 and record_id = $2 order by id',
      [seat.accountId, anna!.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['record.created', 'consent.given']);
    expect(rows[0]).toMatchObject({ actor_type: 'import', actor_id: String(row.id), cause_id: row.event_id });
    expect(row.permission).toBe(PERMISSION);
  });

  it('updates who is there by e-mail, and counts rows that change nothing among them', async () => {
    await imported('Email,First name,City\nc@example.com,Cleo,Cork\nd@example.com,Dan,Bonn\n');
    const row = await imported('Email,First name,City\nC@example.com,Cleo,Galway\nd@example.com,Dan,\ne@example.com,Eve,\n');
    expect(countsOf(row)).toEqual([3, 1, 2, 0]);
    expect(row.unchanged_count).toBe(1);
    expect((await contacts("email = 'c@example.com'"))[0]!.values).toMatchObject({ 11: 'Galway' });
    expect((await contacts("email = 'd@example.com'"))[0]!.values).toMatchObject({ 11: 'Bonn' });
  });

  it('takes rows about one person as one, the later counting', async () => {
    const row = await imported('Email,First name,City\nf@example.com,Fay,Cork\ng@example.com,Gus,\nF@example.com,,Galway\n');
    expect(countsOf(row)).toEqual([3, 2, 1, 0]);
    expect((await contacts("email = 'f@example.com'"))[0]!.values).toMatchObject({ 1: 'Fay', 11: 'Galway' });
  });

  it('only creates, or only updates, where that is asked', async () => {
    const create = await imported(
      'Email,First name\na@example.com,Other\nanna@example.com,Other\nh@example.com,Hal\nh@example.com,Again\n',
      { options: { mode: 'create' } },
    );
    expect(countsOf(create)).toEqual([4, 2, 0, 2]);
    expect(create.rejects).toEqual([
      'Row 3: there is already a contact with the Email “anna@example.com”.',
      'Row 5 is about the same record as row 4.',
    ]);
    const update = await imported('Email,First name\nh@example.com,Hans\nnobody@example.com,No\n,Blank\n', { options: { mode: 'update' } });
    expect(countsOf(update)).toEqual([3, 0, 1, 2]);
    expect(update.rejects).toEqual([
      'Row 3: there is no contact with the Email “nobody@example.com”.',
      'Row 4 has no Email to be matched by.',
    ]);
  });

  it('rejects a row whose address another has when nothing is matched', async () => {
    const row = await imported('Email,First name\nh@example.com,Two\ni@example.com,Ida\ni@example.com,Ida\n,Nameless\n', {
      options: { match: [], mode: 'create' },
    });
    expect(countsOf(row)).toEqual([4, 2, 0, 2]);
    expect(row.rejects[0]).toContain('h@example.com');
  });

  it('rejects rows with their reasons and goes on', async () => {
    const row = await imported(
      'Email,First name,Birthday\nnot an address,X,\nj@example.com,Joe,yesterday-ish\nk@example.com,"Kim"x,\nl@example.com,Lou\nm@example.com,Mia,,extra\n,,\nn@example.com,Nul\0,\no@example.com,Oda,\n',
    );
    expect(countsOf(row)).toEqual([8, 1, 0, 7]);
    expect(row.rejects).toEqual([
      'Row 2, column “Email”: Email: “not an address” is not an e-mail address.',
      'Row 3, column “Birthday”: Birthday: “yesterday-ish” is not a date. Give it like 2026-03-31.',
      'Row 4 has text behind a closing quote; a quote inside a cell is written twice.',
      'Row 5 has 2 cells, and the file has 3 columns.',
      'Row 6 has 4 cells, and the file has 3 columns: a cell with the separator in it must stand in quotes.',
      'Row 7 has nothing in any column that is imported.',
      'Row 8 holds the character NUL; remove it.',
    ]);
    let csv = '';
    for await (const part of rejectsCsv(test.database, seat.accountId, row)) csv += part;
    expect(csv.split('\r\n').slice(0, 3)).toEqual([
      '\u{feff}Row,Reason,Email,First name,Birthday',
      '2,"Row 2, column “Email”: Email: “not an address” is not an e-mail address.",not an address,X,',
      '3,"Row 3, column “Birthday”: Birthday: “yesterday-ish” is not a date. Give it like 2026-03-31.",j@example.com,Joe,yesterday-ish',
    ]);
  });

  it('keeps an opt-out of the file, and never raises one that stands', async () => {
    await imported('Email,Unsubscribed\np@example.com,yes\nq@example.com,no\n');
    expect((await contacts("email in ('p@example.com', 'q@example.com')")).map((row) => row.email_status)).toEqual([0, 1]);
    const again = await imported('Email,First name\np@example.com,Pat\nq@example.com,Quin\n');
    expect(countsOf(again)).toEqual([2, 0, 2, 0]);
    expect((await contacts("email = 'p@example.com'"))[0]!.email_status).toBe(0);
    const later = await imported('Email,Status\nq@example.com,unsubscribed\n', {
      mapping: [
        { to: 'field', fieldId: C.email },
        { to: 'permission', channel: 'email', says: 'status' },
      ],
    });
    expect(later.opted_out_count).toBe(1);
    expect((await contacts("email = 'q@example.com'"))[0]!.email_status).toBe(0);
  });

  it('adds tags to all, and those of a column to each', async () => {
    const row = await imported('Email,Tags\nr@example.com,"Buyer; Newsletter"\ns@example.com,buyer\n', {
      options: { tags: ['From fair'] },
    });
    const { rows } = await test.owner.query(
      `select t.name, count(*)::int as count from record_tags rt join tags t on t.account_id = rt.account_id and t.id = rt.tag_id
       join records r on r.account_id = rt.account_id and r.id = rt.record_id and r.object_id = 0
       where rt.account_id = $1 and r.import_id = $2 group by t.name order by t.name`,
      [seat.accountId, row.id],
    );
    expect(rows).toEqual([
      { name: 'Buyer', count: 2 },
      { name: 'From fair', count: 2 },
      { name: 'Newsletter', count: 1 },
    ]);
  });
});
