import type { AccountDb, Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { CONTACT, objectShapes } from '../records/index.ts';
import { accountSettings } from '../accounts/index.ts';
import { inspectFile, type InspectedFile } from './inspect-file.ts';
import type { Reading } from './schema.ts';
import { deleteImport, insertImport, markSet, updateObject, updateReading } from './queries/imports.ts';
import { emptyFile, keepOriginal, keepSheet, keepText, limited, type KeptFile } from './keep-file.ts';
import { openEncrypted, type EncryptionRules, type OpenedFile } from './pgp/open-encrypted.ts';
import { firstBytes } from './reading/first-bytes.ts';
import { withTemporaryFile } from './reading/temporary-file.ts';
import { decimalMark } from './rules/decimal-mark.ts';
import { isZip, notText } from './rules/csv-shape.ts';
import { objectOfFile } from './rules/object-of-file.ts';
import { knownExport } from './rules/presets/known-export.ts';

export interface ReceivedFile {
  accountId: number;
  /** Into which object; found out from the columns when left out. */
  objectId?: number | undefined;
  /** The first import of files that are brought in together. */
  setId?: number | undefined;
  fileName: string;
  userId: number | null;
  bytes: AsyncIterable<Uint8Array>;
  /** What is asked of encryption and signatures; files may be encrypted or not when left out. */
  encryption?: EncryptionRules;
  /** Which row and sheet to read, where that was chosen before. */
  chosen?: Partial<Reading>;
}

/**
 * Takes a file in as it comes, never holding more than a piece of it, looks at all of it and gives the id of the draft import it became.
 * What is encrypted for the account is opened; of a workbook one sheet is kept as the CSV it is, so that whatever follows knows nothing but
 * CSV. Refuses what is no text, empty, larger than 2 GB, or cannot be read as a table; nothing of a refused file stays.
 */
export async function receiveFile(database: Database, file: ReceivedFile): Promise<number> {
  const { accountId, fileName, userId, setId = null } = file;
  const importId = await database.nextIds(accountId, 'import', 1);
  const name = fileName.replaceAll('\0', '').slice(0, 200) || 'file.csv';
  await database.account(accountId, (db) =>
    insertImport(db, { id: importId, objectId: file.objectId ?? CONTACT, fileName: name, createdBy: userId, setId }),
  );
  try {
    const inspected = await keepAndInspect(database, { accountId, importId }, file);
    await database.account(accountId, async (db) => {
      await updateReading(db, importId, inspected);
      await recogniseFile(db, importId, inspected.columns, file.objectId);
      if (setId !== null) await markSet(db, setId);
    });
    return importId;
  } catch (error) {
    await database.account(accountId, (db) => deleteImport(db, importId));
    throw error;
  }
}

/** Notes the product whose export it is, and into which object it belongs where nobody said so. */
async function recogniseFile(db: AccountDb, id: number, columns: readonly string[], objectId: number | undefined): Promise<void> {
  const into = objectId ?? objectOfFile(await objectShapes(db), columns).id;
  await updateObject(db, id, into, knownExport(columns)?.key ?? null);
}

async function keepAndInspect(
  database: Database,
  kept: KeptFile,
  { bytes, encryption = {}, chosen }: ReceivedFile,
): Promise<InspectedFile & { fileSize: number }> {
  let fileSize = 0;
  const begun = await firstBytes(limited(bytes, (size) => (fileSize = size)));
  if (begun.start.length === 0) throw emptyFile();
  const opened = await openEncrypted(database, kept.accountId, begun, encryption);
  const inspected = isZip(opened.start)
    ? await keepWorkbook(database, kept, opened, chosen)
    : await keepCsv(database, kept, opened, chosen);
  const encrypted = await opened.proven();
  return { ...inspected, reading: { ...inspected.reading, ...(encrypted ? { encrypted } : {}) }, fileSize };
}

async function keepCsv(
  database: Database,
  kept: KeptFile,
  { start, bytes }: OpenedFile,
  chosen: Partial<Reading> | undefined,
): Promise<InspectedFile> {
  const sentence = notText(start);
  if (sentence) throw new Problem('not_csv', sentence);
  const { encoding } = await keepText(database, kept, bytes);
  return inspectFile(database, { ...kept, encoding: chosen?.encoding ?? encoding, chosen });
}

async function keepWorkbook(
  database: Database,
  kept: KeptFile,
  { bytes }: OpenedFile,
  chosen: Partial<Reading> | undefined,
): Promise<InspectedFile> {
  const { locale } = await database.account(kept.accountId, accountSettings);
  return withTemporaryFile(limited(bytes), async (path) => {
    const workbook = await keepSheet(database, kept, { path, sheet: chosen?.sheet, decimal: decimalMark(locale) });
    const inspected = await inspectFile(database, { ...kept, encoding: 'utf-8', chosen, workbook });
    if (workbook.sheets.length > 1) await keepOriginal(database, kept, path);
    return inspected;
  });
}
