import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { fieldChanged, objectChanged } from './events.ts';
import { objectShape, objectShapes, structureChanged } from './object-shapes.ts';
import { markFieldDeleted } from './queries/deleted-fields.ts';
import { lockStructure } from './queries/shapes.ts';
import { livingRecords, markObjectDeleted } from './queries/structure.ts';

/**
 * Takes an object of the account's own away, with the fields of other objects that point to it. Refuses one that every account has, and
 * one that still has records.
 */
export async function deleteObject(db: AccountDb, actor: Actor, objectId: number): Promise<void> {
  const shape = await objectShape(db, objectId);
  if (!shape.isCustom) throw new Problem('standard_object', `${shape.plural} belong to every account and cannot be deleted.`);
  await lockStructure(db, objectId);
  const records = await livingRecords(db, objectId);
  if (records > 0) {
    throw new Problem(
      'object_has_records',
      `There are still ${records.toLocaleString('en')} ${shape.plural.toLowerCase()}. Delete them first.`,
    );
  }
  for (const other of await objectShapes(db)) {
    for (const field of other.fields.filter(({ parentObjectId }) => parentObjectId === objectId)) {
      await markFieldDeleted(db, other.id, field.id);
      await recordEvent(db, actor, {
        kind: fieldChanged,
        subject: { type: 'field', id: field.id },
        data: { objectId: other.id, deleted: field.key },
      });
    }
  }
  await markObjectDeleted(db, objectId);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: objectChanged, subject: { type: 'object', id: objectId }, data: { deleted: shape.key } });
}
