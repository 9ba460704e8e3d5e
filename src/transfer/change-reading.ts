import type { Database } from '../app/db.ts';
import { inspectFile } from './inspect-file.ts';
import { draftImport } from './map-import.ts';
import { updateReading } from './queries/imports.ts';
import type { Reading } from './schema.ts';

/** Reads a draft's file again as somebody says it is to be read, and forgets what was mapped. Refuses what `receiveFile` refuses. */
export async function changeReading(database: Database, accountId: number, importId: number, chosen: Reading): Promise<void> {
  const draft = await database.account(accountId, (db) => draftImport(db, importId));
  const inspected = await inspectFile(database, { accountId, importId, encoding: chosen.encoding, chosen });
  await database.account(accountId, (db) => updateReading(db, importId, { ...inspected, fileSize: draft.file_size }));
}
