import type { AccountDb } from '../app/db.ts';
import type { FieldAsked, FieldUse } from '../app/kernel/domain.ts';
import { objectShapes } from '../records/index.ts';
import { allAutomations } from './queries/automations.ts';
import { mapUsesField } from './rules/uses-field.ts';

/** The maps that wait for a change of a field, ask for it, or change it themselves; with an option, those that ask for or set that one. */
export async function fieldUses(db: AccountDb, asked: FieldAsked): Promise<FieldUse[]> {
  const shapes = await objectShapes(db);
  const objects = new Map(shapes.map((shape) => [shape.id, shape]));
  const option = objects
    .get(asked.objectId)
    ?.fields.find(({ id }) => id === asked.fieldId)
    ?.options.find(({ id }) => id === asked.optionId);
  return (await allAutomations(db))
    .filter((row) => mapUsesField({ map: row.draft, objectId: row.object_id }, { ...asked, optionLabel: option?.label }, objects))
    .map(({ id, name }) => ({ kind: 'automation', name, place: `/automations/${id}` }));
}
