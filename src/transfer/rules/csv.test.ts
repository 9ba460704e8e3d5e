import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL_LIMIT, CsvReader, csvLine, type CsvRecord } from './csv.ts';
import { detectShape, notText } from './csv-shape.ts';

function read(text: string, pieceLength = text.length || 1, delimiter = ',', newline: '\n' | '\r' = '\n') {
  const reader = new CsvReader({ delimiter, newline });
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += pieceLength) records.push(...reader.push(text.slice(at, at + pieceLength)));
  records.push(...reader.end());
  return { records, unclosedLine: reader.unclosedLine };
}

const cells = (text: string, delimiter = ','): string[][] => read(text, undefined, delimiter).records.map((record) => record.cells);

describe('reading CSV', () => {
  it('reads quoted cells with separators, quotes and line breaks in them', () => {
    expect(cells('a,"b, c","say ""hi""","two\nlines"\r\n1,2,3,4')).toEqual([
      ['a', 'b, c', 'say "hi"', 'two\nlines'],
      ['1', '2', '3', '4'],
    ]);
  });

  it('numbers rows as spreadsheets do and lines as editors do', () => {
    const { records } = read('name\n\n"two\nlines"\nlast\n');
    expect(records.map(({ row, line }) => [row, line])).toEqual([
      [1, 1],
      [3, 3],
      [4, 5],
    ]);
  });

  it('reads the same whatever the pieces, and what csv-parse reads', () => {
    const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('a,b', 'say "hi"', 'two\nlines', '', ' x ', 'ümlaut;|\t'));
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }));
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 30 }), (rows, pieceLength) => {
        const kept = rows
          .map((row) => row.map((each) => each.replaceAll(/[\0\r]/g, '')))
          .filter((row) => row.some((each) => each.trim() !== ''));
        const text = kept.map((row) => csvLine(row)).join('');
        const mine = read(text, pieceLength).records.map((record) => record.cells);
        expect(mine).toEqual(kept);
        expect(mine).toEqual(parse(text, { skipEmptyLines: true, relaxColumnCount: true }));
      }),
      { numRuns: 300 },
    );
  });

  it('names the line on which a quote was opened that is never closed', () => {
    const { records, unclosedLine } = read('a,b\n1,2\n3,"four\n5,6\n');
    expect(records.map((record) => record.cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(unclosedLine).toBe(3);
  });

  it('keeps nothing of a quote that is never closed over many megabytes, and still names its line', () => {
    expect(read(`a\n"${'x\n'.repeat(6_000_000)}`, 1 << 20).unclosedLine).toBe(2);
  });

  it('rejects a row with text behind a closing quote and reads on', () => {
    const { records } = read('a,b\n"x"y,2\n3,4\n');
    expect(records[1]!.problem).toContain('behind a closing quote');
    expect(records[2]!.cells).toEqual(['3', '4']);
  });

  it('rejects a row with a cell of ten megabytes, quoted or not, and reads on', () => {
    const long = 'x'.repeat(10 * CELL_LIMIT);
    for (const text of [`a,b\n${long},2\n3,4\n`, `a,b\n"${long}\n""",2\n3,4\n`, `a,b\n1,"${long}"\n3,4`]) {
      const { records } = read(text, 1 << 16);
      expect(records.map(({ row, problem }) => [row, problem !== undefined])).toEqual([
        [1, false],
        [2, true],
        [3, false],
      ]);
      expect(records[1]!.raw.length).toBeLessThan(3_000);
    }
  });

  it('takes a quote inside an unquoted cell as it stands', () => {
    expect(cells('6" pipe,x\n')).toEqual([['6" pipe', 'x']]);
  });
});

describe('writing CSV', () => {
  it('guards what a spreadsheet would run, and leaves numbers alone', () => {
    expect(csvLine(['=1+1', '-12.50', '+49 30 1234', '@home', 'plain'], true)).toBe("'=1+1,-12.50,+49 30 1234,'@home,plain\r\n");
  });
});

describe('the shape of a file', () => {
  it('finds the separator that gives rows of one length', () => {
    expect(detectShape('Name;Ort;Umsatz\nMüller;Köln;1,5\nMeier;Bonn;2,7\n').delimiter).toBe(';');
    expect(detectShape('name\tcity, state\nAnna\tCork, IE\n').delimiter).toBe('\t');
    expect(detectShape('a|b|c\n1|2|3\n').delimiter).toBe('|');
    expect(detectShape('email\na@example.com\nb@example.com\n').delimiter).toBe(',');
  });

  it('believes Excel’s separator line', () => {
    expect(detectShape('sep=;\na,b;c\n1,2;3\n')).toMatchObject({ delimiter: ';', separatorLine: true });
  });

  it('tells a header from a first row of values, and knows lone carriage returns', () => {
    expect(detectShape('First,Email\nAnna,a@example.com\n').hasHeader).toBe(true);
    expect(detectShape('Anna,a@example.com\nBen,b@example.com\n').hasHeader).toBe(false);
    expect(detectShape('a,b\r1,2\r').newline).toBe('\r');
  });

  it('knows what is no text', () => {
    expect(notText(Buffer.from('%PDF-1.7'))).toContain('PDF');
    expect(notText(Buffer.from([1, 2, 3, 0, 0, 7, 8, 200]))).toContain('not text');
    expect(notText(Buffer.from('a,b\n1,2\n'))).toBeUndefined();
    expect(notText(Buffer.from('a,b\n1,2\n', 'utf16le'))).toBeUndefined();
  });
});
