import type { AccountDb, Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { CONTACT, objectShapes } from '../records/index.ts';
import { inspectFile } from './inspect-file.ts';
import { deleteImport, insertImport, markSet, updateObject, updateReading } from './queries/imports.ts';
import { insertPart } from './queries/parts.ts';
import { detectEncoding } from './reading/detect-encoding.ts';
import { notText } from './rules/csv-shape.ts';
import { objectOfFile } from './rules/object-of-file.ts';
import { knownExport } from './rules/presets/known-export.ts';

/** The bytes of an upload are kept in pieces of this size, each in a transaction of its own. */
const PART_BYTES = 1024 * 1024;
/** Larger files are many imports. */
const FILE_LIMIT = 2 * 1024 * 1024 * 1024;

export interface ReceivedFile {
  accountId: number;
  /** Into which object; found out from the columns when left out. */
  objectId?: number | undefined;
  /** The first import of files that are brought in together. */
  setId?: number | undefined;
  fileName: string;
  userId: number | null;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * Takes a file in as it comes, never holding more than a piece of it, looks at all of it and gives the id of the draft import it became.
 * Refuses what is no text, empty, larger than 2 GB, or cannot be read as a table; nothing of a refused file stays.
 */
export async function receiveFile(database: Database, file: ReceivedFile): Promise<number> {
  const { accountId, fileName, userId, setId = null } = file;
  const importId = await database.nextIds(accountId, 'import', 1);
  const name = fileName.replaceAll('\0', '').slice(0, 200) || 'file.csv';
  await database.account(accountId, (db) =>
    insertImport(db, { id: importId, objectId: file.objectId ?? CONTACT, fileName: name, createdBy: userId, setId }),
  );
  try {
    const { fileSize, encoding } = await keepParts(database, { accountId, importId, bytes: file.bytes });
    const inspected = await inspectFile(database, { accountId, importId, encoding });
    await database.account(accountId, async (db) => {
      await updateReading(db, importId, { ...inspected, fileSize });
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

async function keepParts(database: Database, file: { accountId: number; importId: number; bytes: AsyncIterable<Uint8Array> }) {
  const search = detectEncoding();
  let [partNo, fileSize] = [0, 0];
  for await (const part of inParts(file.bytes)) {
    if (partNo === 0) refuseNoText(part);
    fileSize += part.length;
    if (fileSize > FILE_LIMIT)
      throw new Problem('file_too_large', 'The file is larger than 2 GB. Split it, and import the parts one after the other.');
    search.take(part);
    const number = partNo++;
    await database.account(file.accountId, (db) => insertPart(db, file.importId, number, part));
  }
  if (fileSize === 0) throw new Problem('empty_file', 'The file is empty. Upload a CSV file with a header and at least one row.');
  return { fileSize, encoding: search.result() };
}

function refuseNoText(start: Buffer): void {
  const sentence = notText(start.subarray(0, 64 * 1024));
  if (sentence) throw new Problem('not_csv', sentence);
}

async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    pieces.push(piece);
    length += piece.length;
    if (length < PART_BYTES) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(pieces);
}
