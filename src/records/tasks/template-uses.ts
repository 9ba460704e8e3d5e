import type { AccountDb } from '../../app/db.ts';
import type { FieldAsked, FieldUse } from '../../app/kernel/domain.ts';
import { actionsUseField } from '../actions-use-field.ts';
import { taskTemplates } from '../queries/task-templates.ts';

/** The task templates whose form asks for a field, or whose outcomes read or change it; with an option, those that set that one. */
export async function templateUses(db: AccountDb, asked: FieldAsked): Promise<FieldUse[]> {
  const uses: FieldUse[] = [];
  for (const { name, object_id: objectId, fields, outcomes } of await taskTemplates(db)) {
    const isForm = objectId === asked.objectId && asked.optionId === undefined && fields.some(({ fieldId }) => fieldId === asked.fieldId);
    const steps = outcomes.flatMap(({ actions }) => actions);
    if (isForm || (await actionsUseField(db, objectId, steps, asked)))
      uses.push({ kind: 'task-template', name, place: '/settings/task-templates' });
  }
  return uses;
}
