import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { fieldChanged } from './events.ts';
import { fieldOfShape, forgetShapes, objectShape, structureChanged } from './object-shapes.ts';
import { lockStructure } from './queries/shapes.ts';
import { markFieldDeleted, unclaimForAll } from './queries/structure.ts';
import { FIRST_OWN_FIELD } from './rules/structure.ts';

/** Hides a field of the account's own; the values stay where they are. Refuses `not_found` and fields that every account has. */
export async function deleteField(db: AccountDb, actor: Actor, { objectId, id }: { objectId: number; id: number }): Promise<void> {
  await lockStructure(db, objectId);
  forgetShapes(db);
  const field = fieldOfShape(await objectShape(db, objectId), id);
  if (id < FIRST_OWN_FIELD) {
    throw new Problem('standard_field', `${field.label} belongs to every account and cannot be deleted. Move it out of sight instead.`);
  }
  if (field.isUnique) await unclaimForAll(db, objectId, id);
  await markFieldDeleted(db, objectId, id);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: fieldChanged, subject: { type: 'field', id }, data: { objectId, deleted: field.key } });
}
