import { accountSettings } from '../accounts/index.ts';
import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { inspectFile, type InspectedFile } from './inspect-file.ts';
import { keepSheet } from './reading/keep-parts.ts';
import { draftImport } from './map-import.ts';
import { updateReading, type ImportRow } from './queries/imports.ts';
import { deleteNextParts, NEXT_PARTS, partOfOriginal, swapParts } from './queries/parts.ts';
import { withTemporaryFile } from './reading/temporary-file.ts';
import { decimalMark } from './rules/decimal-mark.ts';
import type { Reading } from './schema.ts';

/**
 * Reads a draft's file again as somebody says it is to be read, and forgets what was mapped. Refuses what `receiveFile` refuses, and
 * `workbook_gone` another sheet of a workbook that is no longer kept.
 */
export async function changeReading(database: Database, accountId: number, importId: number, chosen: Reading): Promise<void> {
  const draft = await database.account(accountId, (db) => draftImport(db, importId));
  const { workbook } = draft.reading;
  if (workbook && chosen.sheet !== undefined && chosen.sheet !== workbook.sheet) {
    return readOtherSheet(database, accountId, draft, chosen.sheet);
  }
  const inspected = await inspectFile(database, {
    accountId,
    importId,
    encoding: chosen.encoding,
    chosen,
    ...(workbook ? { workbook } : {}),
  });
  await database.account(accountId, (db) => updateReading(db, importId, keptBeside(draft, inspected)));
}

/** What looking at the rows does not show. */
const keptBeside = ({ reading: { encrypted }, file_size }: ImportRow, inspected: InspectedFile) => ({
  ...inspected,
  reading: { ...inspected.reading, ...(encrypted ? { encrypted } : {}) },
  fileSize: file_size,
});

/** The sheet that stands is kept until all of the other is there and was looked at. */
async function readOtherSheet(database: Database, accountId: number, draft: ImportRow, sheet: string): Promise<void> {
  const { locale } = await database.account(accountId, accountSettings);
  const file = { accountId, importId: draft.id, firstPart: NEXT_PARTS };
  await withTemporaryFile(originalOf(database, accountId, draft.id), async (path) => {
    await database.account(accountId, (db) => deleteNextParts(db, draft.id));
    try {
      const workbook = await keepSheet(database, file, { path, sheet, decimal: decimalMark(locale) });
      const inspected = await inspectFile(database, { ...file, encoding: 'utf-8', workbook });
      await database.account(accountId, async (db) => {
        await draftImport(db, draft.id);
        await swapParts(db, draft.id);
        await updateReading(db, draft.id, keptBeside(draft, inspected));
      });
    } finally {
      await database.account(accountId, (db) => deleteNextParts(db, draft.id));
    }
  });
}

async function* originalOf(database: Database, accountId: number, importId: number): AsyncGenerator<Uint8Array> {
  for (let part = 0; ; part++) {
    const number = part;
    const bytes = await database.account(accountId, (db) => partOfOriginal(db, importId, number));
    if (!bytes && part === 0) {
      throw new Problem('workbook_gone', 'The workbook is no longer kept here. Upload it again to choose another sheet.', { status: 409 });
    }
    if (!bytes) return;
    yield bytes;
  }
}
