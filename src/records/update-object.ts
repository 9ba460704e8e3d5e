import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { objectChanged } from './events.ts';
import { objectShape, objectShapes, structureChanged } from './object-shapes.ts';
import { updateObjectRow, type ObjectUpdate } from './queries/structure.ts';

/** Renames an object, or changes its icon or description. Refuses `not_found` and `name_taken`. */
export async function updateObject(db: AccountDb, actor: Actor, objectId: number, change: Partial<ObjectUpdate>): Promise<void> {
  const { singular, plural, icon, description } = await objectShape(db, objectId);
  const next = { singular, plural, icon, description, ...change };
  const taken = (await objectShapes(db)).find(
    ({ id, plural: other }) => id !== objectId && other.toLowerCase() === next.plural.toLowerCase(),
  );
  if (taken) throw invalid('plural', `There are ${taken.plural} already. Choose another name.`, 'name_taken');
  await updateObjectRow(db, objectId, next);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: objectChanged, subject: { type: 'object', id: objectId }, data: { changed: Object.keys(change) } });
}
