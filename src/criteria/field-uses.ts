import type { AccountDb } from '../app/db.ts';
import type { FieldAsked, FieldUse } from '../app/kernel/domain.ts';
import { objectShapes } from '../records/index.ts';
import { storedGroups } from './queries/groups.ts';
import { asksField } from './rules/asks-field.ts';

/** The groups that ask for a field, or for one option of it. */
export async function fieldUses(db: AccountDb, asked: FieldAsked): Promise<FieldUse[]> {
  const shapes = await objectShapes(db);
  const objects = new Map(shapes.map((shape) => [shape.id, shape]));
  return (await storedGroups(db))
    .filter(({ criteria, objectId }) => asksField(criteria, objectId, asked, objects))
    .map(({ id, name }) => ({ kind: 'group', name, place: `/groups/${id}` }));
}
