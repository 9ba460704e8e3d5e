import type { AccountDb } from '../app/db.ts';
import { fieldOfShape, forgetShapes, objectShape, structureChanged } from './object-shapes.ts';
import { lockStructure } from './queries/shapes.ts';
import { updateFieldRow } from './queries/structure.ts';

/** Says what new records have in a field that the product fills in, so that no second write is needed for it. */
export async function keepInitial(
  db: AccountDb,
  { objectId, fieldId, initial }: { objectId: number; fieldId: number; initial: number },
): Promise<void> {
  await lockStructure(db, objectId);
  forgetShapes(db);
  const field = fieldOfShape(await objectShape(db, objectId), fieldId);
  if (field.settings.initial === initial) return;
  await updateFieldRow(db, objectId, fieldId, { ...field, settings: { ...field.settings, initial } });
  await structureChanged(db);
}
