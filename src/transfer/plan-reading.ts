import { accountSettings, usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { objectShape, objectShapes } from '../records/index.ts';
import type { ImportRow } from './queries/imports.ts';
import { headerRecords } from './reading/first-records.ts';
import type { ReadingPlan } from './reading/read-chunks.ts';
import { parentColumns } from './resolve-parents.ts';

/** All it takes to read the rows of a mapped import, in this process or another thread. */
export async function planReading(db: AccountDb, imported: ImportRow): Promise<ReadingPlan> {
  const { fields } = await objectShape(db, imported.object_id);
  const { locale, currency, timeZone, country } = await accountSettings(db);
  const { reading, columns, mapping, options } = imported;
  const users = (await usersOf(db)).filter(({ hasLeft }) => !hasLeft).map(({ id, name, email }) => ({ id, name, email }));
  const pointing = parentColumns(imported, await objectShapes(db));
  return {
    accountId: db.accountId,
    importId: imported.id,
    encoding: reading.encoding,
    delimiter: reading.delimiter,
    newline: reading.newline,
    headerRecords: headerRecords(reading),
    columns,
    rows: {
      mapping: mapping!,
      fields,
      match: options!.match,
      blanks: options!.blanks,
      standing: options!.standing,
      parentFields: Object.fromEntries(pointing.flatMap(({ at, by }) => (typeof by === 'object' ? [[at, by]] : []))),
      context: { locale, currency, timeZone, country, users },
      shortRows: reading.shortRows,
    },
    mode: options!.mode,
    afterRow: imported.done_row,
  };
}
