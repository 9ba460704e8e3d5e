import { beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { countsOf, foundImport, rejectReasons, runImport, startedImport, uploadFile } from '../../test/imports.ts';
import { luckFrom, pick as pickBy } from '../../test/random-input.ts';
import { workbook, type Manner, type TestCell, type TestSheet } from '../../test/workbooks.ts';
import { changeReading } from './change-reading.ts';
import { csvLine } from './rules/csv.ts';

const test = testDatabase();
let seat: TestSeat;

beforeEach(async () => {
  seat = await makeAccount(test);
});

const MANNERS: readonly Manner[] = ['excel', 'libreoffice', 'google', 'library'];

/** The rows of the draft a workbook became, as CSV keeps them. */
async function textOf(id: number): Promise<string> {
  const { rows } = await test.owner.query('select bytes from import_parts where account_id = $1 and import_id = $2 order by part_no', [
    seat.accountId,
    id,
  ]);
  return Buffer.concat(rows.map(({ bytes }) => bytes)).toString();
}

const sheet = (rows: Iterable<readonly TestCell[] | null>, more: Partial<TestSheet> = {}): TestSheet => ({ name: 'People', rows, ...more });
const uploaded = async (...sheets: TestSheet[]): Promise<number> => uploadFile(test, seat, await workbook({ sheets }));
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  );

describe('a workbook', () => {
  it.each(MANNERS)('is read as %s writes it', async (manner) => {
    const rows: (readonly TestCell[] | null)[] = [
      ['Email', 'Name', 'Visits', 'Member', 'Since', 'Seen', 'Share'],
      [
        'ada@example.com',
        'Ada "A" Lovelace\nCountess',
        1234.5,
        true,
        { number: 46083, format: 'yyyy-mm-dd' },
        { number: 46083.375, format: 'dd/mm/yyyy hh:mm' },
        { number: 0.25, format: '0%' },
      ],
      null,
      [
        'bob@example.com',
        { runs: ['Bob ', 'Ross'] },
        491701234567,
        false,
        { iso: '2026-03-02T00:00:00' },
        { error: '#N/A' },
        { formula: '1/3', gives: 0.3333333333333333 },
      ],
    ];
    const id = await uploadFile(test, seat, await workbook({ sheets: [sheet(rows)], manner }));
    expect(await textOf(id)).toBe(
      'Email,Name,Visits,Member,Since,Seen,Share\n' +
        'ada@example.com,"Ada ""A"" Lovelace\nCountess",1234.5,TRUE,2026-03-02,2026-03-02 09:00:00,25%\n' +
        '\nbob@example.com,Bob Ross,491701234567,FALSE,2026-03-02,#N/A,0.333333333333333\n',
    );
    expect(await foundImport(test, seat, id)).toMatchObject({ row_count: 2, reading: { sheet: 'People', headerRow: 1, hasHeader: true } });
  });

  it('counts days from 1904 where it says so, and knows times, durations and formats of its own', async () => {
    const day = (number: number, format: string): TestCell => ({ number, format });
    const rows = [
      ['A', 'B', 'C', 'D', 'E', 'F'],
      [
        day(44621, 'yyyy-mm-dd'),
        day(0.5, 'hh:mm:ss'),
        day(1.5, '[h]:mm:ss'),
        day(2, '"day" 0.00'),
        day(1500, '#,##0.00\\ "m"'),
        day(1e-7, '0.00E+00'),
      ],
    ];
    const id = await uploadFile(test, seat, await workbook({ sheets: [sheet(rows)], from1904: true }));
    expect((await textOf(id)).split('\n')[1]).toBe('2026-03-02,12:00:00,36:00:00,2,1500,0.0000001');
  });

  it('comes in with its counts, its rejects by the row of the sheet, and cells that failed as blank where that was chosen', async () => {
    const rows: TestCell[][] = [
      ['Email', 'First name', 'Birthday'],
      ['ada@example.com', 'Ada', { number: 29221, format: 'yyyy-mm-dd' }],
      ['broken', 'Ben', null],
      ['eve@example.com', { error: '#REF!' }, null],
    ];
    const id = await startedImport(test, seat, await workbook({ sheets: [sheet(rows)] }));
    expect(countsOf(await runImport(test, seat, id))).toEqual([3, 1, 0, 2]);
    const [broken, failed] = await rejectReasons(test, seat, id);
    expect(broken).toContain('Row 3, column “Email”: Email: “broken” is not an e-mail address');
    expect(failed).toContain('Row 4, column “First name”: the formula of this cell failed (#REF!)');
    const { rows: originals } = await test.owner.query('select 1 from import_originals where account_id = $1', [seat.accountId]);
    expect(originals).toEqual([]);
  });

  it('begins with the first visible sheet that has rows; another can be chosen, and keeps what is encrypted out of it', async () => {
    const id = await uploaded(
      sheet([['Secret'], ['x']], { name: 'Old', hidden: true }),
      sheet([], { name: 'Empty' }),
      sheet([['Email'], ['a@example.com']], { name: 'Now' }),
      sheet(
        [
          ['Mail', 'Town'],
          ['b@example.com', 'Bonn'],
          ['c@example.com', 'Kiel'],
        ],
        { name: 'Then', hiddenRows: [2] },
      ),
    );
    const before = await foundImport(test, seat, id);
    expect(before.reading).toMatchObject({
      sheet: 'Now',
      workbook: { sheets: [{ name: 'Old', hidden: true }, { name: 'Empty' }, {}, {}] },
    });
    await changeReading(test.database, seat.accountId, id, { ...before.reading, sheet: 'Then' });
    const after = await foundImport(test, seat, id);
    expect(after).toMatchObject({ columns: ['Mail', 'Town'], row_count: 2, reading: { sheet: 'Then', workbook: { hiddenRows: 1 } } });
    expect(await refusal(changeReading(test.database, seat.accountId, id, { ...before.reading, sheet: 'Empty' }))).toContain('empty_file');
    expect(await textOf(id)).toContain('Bonn');
    expect(await refusal(changeReading(test.database, seat.accountId, id, { ...before.reading, sheet: 'Nowhere' }))).toContain(
      'no_such_sheet',
    );
  });

  it('begins with the first sheet that is a table, past a cover', async () => {
    const id = await uploaded(
      sheet([['Customers'], null, ['of', 'spring']], { name: 'Cover' }),
      sheet([['Email'], ['a@example.com']], { name: 'Now' }),
    );
    expect(await foundImport(test, seat, id)).toMatchObject({ row_count: 1, columns: ['Email'], reading: { sheet: 'Now' } });
    expect(await textOf(id)).toBe('Email\na@example.com\n');
  });

  it('may begin with a title, and somebody may say which row names the columns', async () => {
    const id = await uploaded(
      sheet([['Customers of March'], null, ['Email', 'Town', 'Since'], ['a@example.com', 'Bonn', 2001], ['b@example.com', 'Kiel', 2002]], {
        merges: ['A1:C1'],
      }),
    );
    const found = await foundImport(test, seat, id);
    expect(found).toMatchObject({ columns: ['Email', 'Town', 'Since'], row_count: 2, reading: { headerRow: 3 } });
    await changeReading(test.database, seat.accountId, id, { ...found.reading, headerRow: 4, hasHeader: false });
    expect(await foundImport(test, seat, id)).toMatchObject({ columns: ['Column 1', 'Column 2', 'Column 3'], row_count: 2 });
    expect(await refusal(changeReading(test.database, seat.accountId, id, { ...found.reading, headerRow: 900 }))).toContain(
      'no_header_row',
    );
  });

  it('is refused with one sentence where it cannot be read', async () => {
    const twoLines = (rows: TestCell[][], merges: string[]): Promise<string> => refusal(uploaded(sheet(rows, { merges })));
    const data: TestCell[] = ['a@example.com', 'Bonn', 'Mill Lane'];
    expect(await twoLines([['', 'Address', ''], ['Email', 'Town', 'Street'], data, data], ['B1:C1'])).toContain(
      'two_header_rows: The headings of the sheet',
    );
    expect(await twoLines([['Email', 'Address', ''], ['', 'Town', 'Street'], data, data, data], ['A1:A2', 'B1:C1'])).toContain(
      'rows 1 and 2',
    );
    expect(await refusal(uploaded(sheet([])))).toContain('empty_file: The workbook has no sheet');
    expect(await refusal(uploaded(sheet([['Email']])))).toContain('no_rows');
    const good = await workbook({ sheets: [sheet([['Email'], ['a@example.com']])] });
    expect(await refusal(uploadFile(test, seat, good.subarray(0, good.length - 40)))).toContain('damaged_workbook');
    const broken = Buffer.from(good);
    broken.fill(0, 60, 160);
    expect(await refusal(uploadFile(test, seat, broken))).toMatch(/damaged_workbook|not_a_workbook/);
    const ole = Buffer.alloc(4_096);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(ole);
    expect(await refusal(uploadFile(test, seat, ole))).toContain('(.xls)');
    Buffer.from('EncryptedPackage', 'utf16le').copy(ole, 1_024);
    expect(await refusal(uploadFile(test, seat, ole))).toContain('locked with a password');
    const { rows } = await test.owner.query('select 1 from imports where account_id = $1', [seat.accountId]);
    expect(rows).toEqual([]);
  });

  it('comes in as the same table written as CSV does', async () => {
    const seed = Number(process.env.SEED ?? 7_113);
    const luck = luckFrom(seed);
    const below = (count: number): number => Math.floor(luck() * count);
    const pick = <T>(choices: readonly T[]): T => pickBy(luck, choices);
    const texts = ['Ada', ' Bob ', 'Ü "quoted", cell', '=1+1', 'two\nlines', '0049 170', '<b>&amp;</b>', '_x000D_', '漢字', ''];
    for (let round = 0; round < 6; round++) {
      const rows: string[][] = [['Email', 'First name', 'Last name', 'Note']];
      for (let row = 0; row < 20 + below(40); row++) {
        rows.push([below(8) === 0 ? 'broken' : `p${below(30)}@example.com`, pick(texts), pick(texts), pick(texts)]);
      }
      const cells = rows.map((row) => row.map((cell): TestCell => (cell === '_x000D_' ? '_x005F_x000D_' : cell) || null));
      const file = await workbook({ sheets: [sheet(cells)], manner: pick(MANNERS) });
      const csv = rows.map((row) => csvLine(row)).join('');
      const [asSheet, asCsv] = [await makeAccount(test), await makeAccount(test)];
      const mapping = [3, 1, 2].map((fieldId) => ({ to: 'field' as const, fieldId }));
      const asked = { mapping: [...mapping, { to: 'skip' as const }] };
      const counts = [];
      for (const [into, bytes] of [
        [asSheet, file],
        [asCsv, csv],
      ] as const) {
        counts.push(countsOf(await runImport(test, into, await startedImport(test, into, bytes, asked), 10)));
      }
      expect(counts[0], `seed ${seed}`).toEqual(counts[1]);
      expect(await recordsOf(asSheet), `seed ${seed}`).toEqual(await recordsOf(asCsv));
    }
  });
});

async function recordsOf({ accountId }: TestSeat): Promise<unknown[]> {
  const { rows } = await test.owner.query('select email, values from records where account_id = $1 order by id', [accountId]);
  return rows;
}
