import type { AccountDb } from '../app/db.ts';
import { draftImport } from './map-import.ts';
import { deleteImport } from './queries/imports.ts';

/** Throws a draft and its file away. Refuses with `import_started` once it has begun. */
export async function discardImport(db: AccountDb, id: number): Promise<void> {
  await draftImport(db, id);
  await deleteImport(db, id);
}
