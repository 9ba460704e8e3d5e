import type { Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { deleteFile, insertFile, insertFilePart, type FileRow, type Variant } from '../queries/files.ts';
import { LIMITS, type StoredFile } from '../schema.ts';
import { rehostImage } from './rehost-image.ts';

export interface Upload {
  accountId: number;
  userId: number | null;
  /** Whether it is to be an image, which is made anew from its pixels. */
  isImage: boolean;
  fileName: string;
  /** The type the sender says it is. */
  type: string;
  bytes: AsyncIterable<Uint8Array>;
}

const PART_BYTES = 1024 * 1024;

/**
 * Takes a file in and gives it as a record's value names it; until a record is written with it, only its sender sees it, and a day later it
 * is gone. Refuses with `file_too_large`, `empty_file` and `not_an_image`; nothing of a refused file stays.
 */
export async function receiveUpload(database: Database, upload: Upload): Promise<StoredFile> {
  const id = await database.nextIds(upload.accountId, 'file', 1);
  try {
    const file = upload.isImage ? await keepImage(database, upload, id) : await keepFile(database, upload, id);
    await database.account(upload.accountId, (db) => insertFile(db, file));
    const { name, size, type, width, height } = file;
    return { id, name, size, type, ...(width === null || height === null ? {} : { width, height }) };
  } catch (error) {
    await database.account(upload.accountId, (db) => deleteFile(db, id));
    throw error;
  }
}

async function keepFile(database: Database, upload: Upload, id: number): Promise<FileRow> {
  let [size, partNo] = [0, 0];
  for await (const part of piecesOf(upload.bytes)) {
    size += part.length;
    const number = partNo++;
    await keep(database, upload.accountId, { id, variant: 'whole', number, part });
  }
  const name = plainName(upload.fileName);
  return { id, name, type: plainType(upload.type), size, width: null, height: null, uploaded_by: upload.userId };
}

async function keepImage(database: Database, upload: Upload, id: number): Promise<FileRow> {
  const parts: Buffer[] = [];
  for await (const part of piecesOf(upload.bytes)) parts.push(part);
  const { whole, thumbnail, type, extension, width, height } = await rehostImage(Buffer.concat(parts));
  for (const [variant, bytes] of [
    ['whole', whole],
    ['thumbnail', thumbnail],
  ] as const) {
    for (let number = 0; number * PART_BYTES < bytes.length; number++) {
      const part = bytes.subarray(number * PART_BYTES, (number + 1) * PART_BYTES);
      await keep(database, upload.accountId, { id, variant, number, part });
    }
  }
  const name = `${plainName(upload.fileName).replace(/\.[^.]*$/, '')}.${extension}`;
  return { id, name, type, size: whole.length, width, height, uploaded_by: upload.userId };
}

interface Piece {
  id: number;
  variant: Variant;
  number: number;
  part: Buffer;
}

const keep = (database: Database, accountId: number, { id, variant, number, part }: Piece): Promise<void> =>
  database.account(accountId, (db) => insertFilePart(db, id, variant, number, part));

/** The bytes in pieces of one size, refused as soon as they are too many, and at the end where there are none. */
async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let [length, total] = [0, 0];
  for await (const piece of bytes) {
    waiting.push(piece);
    length += piece.length;
    total += piece.length;
    if (total > LIMITS.file) {
      throw new Problem('file_too_large', `A file may have at most ${LIMITS.file / 1024 / 1024} MB. Make it smaller, or link to it.`, {
        status: 413,
      });
    }
    if (length < PART_BYTES) continue;
    yield Buffer.concat(waiting);
    [waiting, length] = [[], 0];
  }
  if (total === 0) throw new Problem('empty_file', 'The file is empty. Choose another.');
  if (length > 0) yield Buffer.concat(waiting);
}

/** A file's name without what leads out of its folder, or could be read as something else. */
const plainName = (name: string): string =>
  name
    .replace(/[\p{C}/\\]+/gu, ' ')
    .trim()
    .slice(-LIMITS.fileName) || 'file';

const plainType = (type: string): string =>
  /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,100}$/i.test(type) ? type.toLowerCase() : 'application/octet-stream';
