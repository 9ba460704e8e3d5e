import type { AccountDb } from '../app/db.ts';
import type { FieldAsked, FieldUse } from '../app/kernel/domain.ts';
import { actionsUseField, objectShapes } from '../records/index.ts';
import { allAutomations } from './queries/automations.ts';
import { ruleRows } from './queries/on-rules.ts';
import { mapUsesField } from './rules/uses-field.ts';

/** The maps and rules that wait for a change of a field, ask for it, show or change it; with an option, those that ask for or set that one. */
export async function fieldUses(db: AccountDb, asked: FieldAsked): Promise<FieldUse[]> {
  const shapes = await objectShapes(db);
  const objects = new Map(shapes.map((shape) => [shape.id, shape]));
  const option = objects
    .get(asked.objectId)
    ?.fields.find(({ id }) => id === asked.fieldId)
    ?.options.find(({ id }) => id === asked.optionId);
  const uses: FieldUse[] = [];
  const maps = (await allAutomations(db)).map((row) => ({ ...row, place: `/automations/${row.id}` }));
  const rules = (await ruleRows(db)).map((row) => ({ ...row, place: `/automations/rules?rule=${row.id}` }));
  for (const { name, draft, object_id: objectId, place } of [...maps, ...rules]) {
    const asks = mapUsesField({ map: draft, objectId }, { ...asked, optionLabel: option?.label }, objects);
    if (asks || (await actionsUseField(db, objectId, draft.steps, asked))) uses.push({ kind: 'automation', name, place });
  }
  return uses;
}
