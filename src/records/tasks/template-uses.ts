import type { AccountDb } from '../../app/db.ts';
import type { FieldAsked, FieldUse } from '../../app/kernel/domain.ts';
import { taskTemplates } from '../queries/task-templates.ts';

/** The task templates whose form asks for a field, or whose outcomes change it. Of options nothing is known. */
export async function templateUses(db: AccountDb, { objectId, fieldId, optionId }: FieldAsked): Promise<FieldUse[]> {
  if (optionId !== undefined) return [];
  return (await taskTemplates(db))
    .filter((template) => template.object_id === objectId)
    .filter(({ fields, outcomes }) => {
      const isAsked = fields.some((field) => field.fieldId === fieldId);
      return isAsked || outcomes.some(({ actions }) => actions.some(({ settings }) => settings.fieldId === fieldId));
    })
    .map(({ name }) => ({ kind: 'task-template', name, place: '/settings/task-templates' }));
}
