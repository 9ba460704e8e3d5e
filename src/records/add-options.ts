import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { fieldOfShape, objectShape } from './object-shapes.ts';
import { updateField } from './update-field.ts';

/** Adds those of the labels that a drop-down or list has not yet, at its end; what imports do with values they meet. */
export async function addOptions(
  db: AccountDb,
  actor: Actor,
  { objectId, fieldId, labels }: { objectId: number; fieldId: number; labels: readonly string[] },
): Promise<void> {
  const { options } = fieldOfShape(await objectShape(db, objectId), fieldId);
  const known = new Set(options.map(({ label }) => label.toLowerCase()));
  const missing = labels.filter((label) => !known.has(label.trim().toLowerCase()) && known.add(label.trim().toLowerCase()));
  if (missing.length === 0) return;
  await updateField(db, actor, { objectId, id: fieldId, options: [...options, ...missing.map((label) => ({ label }))] });
}
