import { createReadStream } from 'node:fs';
import type { Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { insertOriginalPart, insertPart } from '../queries/parts.ts';
import { detectEncoding } from './detect-encoding.ts';
import { readSheet } from './workbook/read-sheet.ts';
import type { AskedSheet } from './workbook/sheet-as-csv.ts';
import type { ReadSheet } from '../rules/workbook/read-sheet.ts';
import type { Encoding } from '../schema.ts';

/** The bytes of an upload are kept in pieces of this size, each in a transaction of its own. */
const PART_BYTES = 1024 * 1024;
/** Larger files are many imports. */
const FILE_LIMIT = 2 * 1024 * 1024 * 1024;

/** Whose file is kept, and from which number on its pieces are written. */
export interface KeptFile {
  accountId: number;
  importId: number;
  firstPart?: number;
}

/** Keeps a text file in pieces as it comes. Refuses an empty one, and one beyond 2 GB. */
export async function keepText(
  database: Database,
  file: KeptFile,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ fileSize: number; encoding: Encoding }> {
  const search = detectEncoding();
  let [partNo, fileSize] = [file.firstPart ?? 0, 0];
  for await (const part of inParts(limited(bytes, (size) => (fileSize = size)))) {
    search.take(part);
    const number = partNo++;
    await database.account(file.accountId, (db) => insertPart(db, file.importId, number, part));
  }
  if (fileSize === 0) throw emptyFile();
  return { fileSize, encoding: search.result() };
}

/** Keeps one sheet of a workbook, which lies in a file of this machine, as the CSV it is. Refuses what `sheetAsCsv` refuses. */
export async function keepSheet(database: Database, file: KeptFile, asked: AskedSheet): Promise<ReadSheet> {
  const pieces = readSheet(asked);
  let read: ReadSheet | undefined;
  const text = async function* (): AsyncGenerator<Uint8Array> {
    read = yield* pieces;
  };
  let partNo = file.firstPart ?? 0;
  for await (const part of inParts(limited(text()))) {
    const number = partNo++;
    await database.account(file.accountId, (db) => insertPart(db, file.importId, number, part));
  }
  return read!;
}

/** Keeps the workbook itself, so that another of its sheets can be chosen. */
export async function keepOriginal(database: Database, { accountId, importId }: KeptFile, path: string): Promise<void> {
  let partNo = 0;
  for await (const part of inParts(createReadStream(path))) {
    const number = partNo++;
    await database.account(accountId, (db) => insertOriginalPart(db, importId, number, part));
  }
}

export const emptyFile = (): Problem =>
  new Problem('empty_file', 'The file is empty. Upload a CSV or Excel file with a header and at least one row.');

/** The same bytes, refused once they are too many. */
export async function* limited(bytes: AsyncIterable<Uint8Array>, onSize?: (size: number) => void): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    onSize?.(size);
    if (size > FILE_LIMIT)
      throw new Problem('file_too_large', 'The file is larger than 2 GB. Split it, and import the parts one after the other.');
    yield piece;
  }
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
