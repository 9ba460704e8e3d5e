import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '../../app/db.ts';
import type { ImportRow } from '../queries/imports.ts';
import { partOfFile } from '../queries/parts.ts';
import type { CsvRecord } from '../rules/csv.ts';
import { headerRecords } from './first-records.ts';
import { recordReader } from './record-reader.ts';

/** All rows of an import's file, a piece of it at a time; between pieces others have their turn. */
export async function* allRecords(
  database: Database,
  accountId: number,
  imported: Pick<ImportRow, 'id' | 'reading'>,
): AsyncGenerator<CsvRecord[]> {
  const reader = recordReader(imported.reading);
  let skipped = headerRecords(imported.reading);
  for (let part = 0; ; part++) {
    const number = part;
    const bytes = await database.account(accountId, (db) => partOfFile(db, imported.id, number));
    const records = bytes ? reader.push(bytes) : reader.end();
    const rows = records.slice(Math.min(skipped, records.length));
    skipped -= records.length - rows.length;
    if (rows.length > 0) yield rows;
    if (!bytes) return;
    await turn();
  }
}
