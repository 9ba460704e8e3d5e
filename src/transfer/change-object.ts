import type { AccountDb } from '../app/db.ts';
import { objectShape } from '../records/index.ts';
import { draftImport } from './map-import.ts';
import { updateObject } from './queries/imports.ts';

/** Brings a draft's file into another object, and forgets what was mapped. Refuses `not_found` and `import_started`. */
export async function changeObject(db: AccountDb, id: number, objectId: number): Promise<void> {
  const draft = await draftImport(db, id);
  const shape = await objectShape(db, objectId);
  await updateObject(db, id, shape.id, draft.preset);
}
