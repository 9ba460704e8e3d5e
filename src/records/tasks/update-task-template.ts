import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { taskTemplateChanged } from '../events.ts';
import { taskTemplateById, updateTaskTemplateRow } from '../queries/task-templates.ts';
import type { TaskTemplateInput } from '../rules/task-shapes.ts';
import { checkTemplate } from './check-template.ts';

/** Writes a task template anew; tasks made from it, open ones too, end as it says from now on. Refuses `not_found`, `other_object` and `template_wrong`. */
export async function updateTaskTemplate(
  db: AccountDb,
  actor: Actor,
  { viewer, id, input }: { viewer: Viewer; id: number; input: TaskTemplateInput },
): Promise<void> {
  const before = await taskTemplateById(db, id);
  if (!before || before.archived_at !== null) throw notFound('task template');
  const { objectId, ...rest } = input;
  if (objectId !== before.object_id)
    throw new Problem('other_object', 'A template stays with its kind of record. Make another one for those.');
  const checked = await checkTemplate(db, viewer, input, before.outcomes);
  await updateTaskTemplateRow(db, { ...rest, ...checked, id, object_id: objectId });
  await recordEvent(db, actor, { kind: taskTemplateChanged, subject: { type: 'task_template', id }, data: { how: 'changed' } });
}
