import type { AccountDb, Database } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { objectShapes } from '../object-shapes.ts';
import { fileById, filePart, usesOfFile, type FileRow, type Variant } from '../queries/files.ts';
import { reaches, visibleFields } from '../rules/rights.ts';

/** So many records that have a file are looked at to find one that the viewer may see. */
const LOOKED_AT = 1_000;

export interface OpenedFile {
  file: FileRow;
  bytes: AsyncIterable<Buffer>;
}

/** A file for somebody who may see a record and field that has it, or who has just uploaded it. Refuses `not_found`. */
export async function openFile(
  database: Database,
  { accountId, viewer, id, variant }: { accountId: number; viewer: Viewer; id: number; variant: Variant },
): Promise<OpenedFile> {
  const file = await database.account(accountId, (db) => fileFor(db, viewer, id));
  return { file, bytes: bytesOf(database, { accountId, id, variant: file.width === null ? 'whole' : variant }) };
}

async function fileFor(db: AccountDb, viewer: Viewer, id: number): Promise<FileRow> {
  const file = await fileById(db, id);
  if (!file) throw notFound('file');
  const uses = await usesOfFile(db, id, LOOKED_AT);
  if (uses.length === 0 && file.uploaded_by === viewer.userId) return file;
  const shapes = await objectShapes(db);
  const isSeen = uses.some(({ object_id, field_id, owner_id }) => {
    const shape = shapes.find((object) => object.id === object_id);
    const isShown = shape !== undefined && visibleFields(viewer, shape).some((field) => field.id === field_id);
    return isShown && reaches(viewer, viewer.on(object_id).view, owner_id);
  });
  if (!isSeen) throw notFound('file');
  return file;
}

async function* bytesOf(
  database: Database,
  { accountId, id, variant }: { accountId: number; id: number; variant: Variant },
): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const part = await database.account(accountId, (db) => filePart(db, id, variant, number));
    if (!part) return;
    yield part;
  }
}
