import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { taskTemplateChanged } from '../events.ts';
import { insertTaskTemplate, taskTemplates } from '../queries/task-templates.ts';
import { TASK_LIMITS, type TaskTemplateInput } from '../rules/task-shapes.ts';
import { checkTemplate } from './check-template.ts';

/** Makes a task template. Gives its id. Refuses `too_many_templates` and `template_wrong`. */
export async function createTaskTemplate(
  db: AccountDb,
  actor: Actor,
  { viewer, ids, input }: { viewer: Viewer; ids: NextIds; input: TaskTemplateInput },
): Promise<number> {
  if ((await taskTemplates(db)).length >= TASK_LIMITS.templates) {
    throw new Problem('too_many_templates', `An account may have ${TASK_LIMITS.templates} task templates. Take one out of use first.`);
  }
  const { objectId, ...rest } = input;
  const checked = await checkTemplate(db, viewer, input, []);
  const id = await ids('task-template', 1);
  await insertTaskTemplate(db, { ...rest, ...checked, id, object_id: objectId });
  await recordEvent(db, actor, { kind: taskTemplateChanged, subject: { type: 'task_template', id }, data: { how: 'created' } });
  return id;
}
