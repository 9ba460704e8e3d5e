import type { Database } from '../app/db.ts';
import type { ImportRow } from './queries/imports.ts';
import { rejectsAfter } from './queries/rejects.ts';
import { CsvReader, csvLine } from './rules/csv.ts';

const PAGE = 2_000;
/** By this mark Excel knows that a file is UTF-8. */
const BOM = '\u{feff}';

/** The rows an import did not take, as CSV: row, reason, then the columns of the file. To be corrected and imported again. */
export async function* rejectsCsv(database: Database, accountId: number, imported: ImportRow): AsyncGenerator<string> {
  yield BOM + csvLine(['Row', 'Reason', ...imported.columns]);
  let after = 0;
  for (;;) {
    const page = await database.account(accountId, (db) => rejectsAfter(db, imported.id, after, PAGE));
    if (page.length === 0) return;
    after = page.at(-1)!.row_no;
    yield page
      .map(({ row_no, reason, raw }) =>
        cellsOf(raw, imported)
          .map((cells) => csvLine([String(row_no), reason, ...cells]))
          .join(''),
      )
      .join('');
  }
}

/** A kept row taken apart again; several where rows about one record were joined. What cannot be taken apart stays one cell. */
function cellsOf(raw: string, { reading }: ImportRow): string[][] {
  const csv = new CsvReader(reading);
  const records = [...csv.push(raw), ...csv.end()];
  return records.length > 0 ? records.map(({ cells }) => cells) : [[raw]];
}
