import { posix } from 'node:path';
import type { AccountDb, Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { CONTACT, objectShapes } from '../records/index.ts';
import { accountSettings } from '../accounts/index.ts';
import { inspectFile, type InspectedFile } from './inspect-file.ts';
import type { Reading } from './schema.ts';
import { deleteImport, insertImport, markSet, renameImport, updateObject, updateReading } from './queries/imports.ts';
import { emptyFile, keepOriginal, keepSheet, keepText, limited, type KeptFile } from './reading/keep-parts.ts';
import { openEncrypted, type EncryptionRules, type OpenedFile } from './pgp/open-encrypted.ts';
import { deleteParts } from './queries/parts.ts';
import type { ReadSheet } from './rules/workbook/read-sheet.ts';
import { firstBytes } from './reading/first-bytes.ts';
import { withTemporaryFile } from './reading/temporary-file.ts';
import { decimalMark } from './rules/decimal-mark.ts';
import { zippedTables, type ZippedTables } from './reading/zipped-tables.ts';
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
 * CSV; a ZIP file of several tables becomes a set of imports. Refuses what is no text, empty, larger than 2 GB, or cannot be read as a table; nothing of a refused file stays.
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
      if (setId !== null || inspected.together) await markSet(db, setId ?? importId);
    });
    return importId;
  } catch (error) {
    await database.account(accountId, (db) => deleteImport(db, importId));
    throw error;
  }
}

/** What a table showed, and whether others came with it. */
type ReceivedTable = InspectedFile & { together?: boolean };

/** Notes the product whose export it is, and into which object it belongs where nobody said so. */
async function recogniseFile(db: AccountDb, id: number, columns: readonly string[], objectId: number | undefined): Promise<void> {
  const into = objectId ?? objectOfFile(await objectShapes(db), columns).id;
  await updateObject(db, id, into, knownExport(columns)?.key ?? null);
}

async function keepAndInspect(database: Database, kept: KeptFile, file: ReceivedFile): Promise<ReceivedTable & { fileSize: number }> {
  const { bytes, encryption = {}, chosen } = file;
  let fileSize = 0;
  const begun = await firstBytes(limited(bytes, (size) => (fileSize = size)));
  if (begun.start.length === 0) throw emptyFile();
  const opened = await openEncrypted(database, kept.accountId, begun, encryption);
  const inspected = isZip(opened.start) ? await keepZip(database, kept, opened, file) : await keepCsv(database, kept, opened, chosen);
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
  return keepTable(database, kept, bytes, chosen);
}

async function keepTable(
  database: Database,
  kept: KeptFile,
  bytes: AsyncIterable<Uint8Array>,
  chosen: Partial<Reading> | undefined,
): Promise<InspectedFile> {
  const { encoding } = await keepText(database, kept, bytes);
  return inspectFile(database, { ...kept, encoding: chosen?.encoding ?? encoding, chosen });
}

/** A ZIP file is a workbook, or a product's export of several tables. */
async function keepZip(database: Database, kept: KeptFile, { bytes }: OpenedFile, file: ReceivedFile): Promise<ReceivedTable> {
  return withTemporaryFile(limited(bytes), async (path) => {
    const tables = await zippedTables(path);
    if (!tables) return keepWorkbook(database, kept, path, file.chosen);
    try {
      return await keepTables(database, kept, tables, file);
    } finally {
      tables.close();
    }
  });
}

/** Keeps the first of several tables as this import, and each other as one of its set. Where one is refused, all are. */
async function keepTables(database: Database, kept: KeptFile, tables: ZippedTables, file: ReceivedFile): Promise<ReceivedTable> {
  const { accountId, importId } = kept;
  const [first, ...others] = tables.names;
  const inspected = await keepTable(database, kept, await tables.open(first!), file.chosen);
  await database.account(accountId, (db) => renameImport(db, importId, nameOf(first!)));
  const received: number[] = [];
  try {
    for (const name of others) {
      const { accountId: account, userId, objectId, setId = importId } = file;
      const bytes = await tables.open(name);
      received.push(await receiveFile(database, { accountId: account, userId, objectId, setId, fileName: nameOf(name), bytes }));
    }
  } catch (error) {
    await database.account(accountId, async (db) => {
      for (const id of received) await deleteImport(db, id);
    });
    throw error;
  }
  return { ...inspected, together: others.length > 0 };
}

const nameOf = (path: string): string => posix.basename(path).slice(0, 200);

async function keepWorkbook(
  database: Database,
  kept: KeptFile,
  path: string,
  chosen: Partial<Reading> | undefined,
): Promise<InspectedFile> {
  const { locale } = await database.account(kept.accountId, accountSettings);
  const { workbook, ...inspected } = await keepFirstTable(database, kept, { path, decimal: decimalMark(locale), chosen });
  if (workbook.sheets.length > 1) await keepOriginal(database, kept, path);
  return inspected;
}

/** So many sheets are looked at for one that is a table. */
const MOST_TRIED = 20;

/** Keeps the sheet that was chosen, or the first that is a table: many a workbook begins with a cover. Refuses what is wrong with the first. */
async function keepFirstTable(
  database: Database,
  kept: KeptFile,
  { path, decimal, chosen }: { path: string; decimal: '.' | ','; chosen: Partial<Reading> | undefined },
): Promise<InspectedFile & { workbook: ReadSheet }> {
  let sheet = chosen?.sheet;
  let refused: Problem | undefined;
  for (let tried = 1; ; tried++) {
    const workbook = await keepSheet(database, kept, { path, sheet, decimal }).catch((error: unknown) => {
      throw refused ?? error;
    });
    try {
      return { ...(await inspectFile(database, { ...kept, encoding: 'utf-8', chosen, workbook })), workbook };
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      refused ??= error;
      sheet = chosen?.sheet === undefined && tried < MOST_TRIED ? sheetAfter(workbook) : undefined;
      if (sheet === undefined) throw refused;
      await database.account(kept.accountId, (db) => deleteParts(db, kept.importId));
    }
  }
}

/** The next visible sheet. */
const sheetAfter = ({ sheets, sheet }: ReadSheet): string | undefined =>
  sheets.slice(sheets.findIndex(({ name }) => name === sheet) + 1).find(({ hidden }) => !hidden)?.name;
