import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { taskTemplateChanged } from '../events.ts';
import { archiveTaskTemplate, taskTemplateById } from '../queries/task-templates.ts';

/** Takes a task template out of use; open tasks made from it still end as it says. Refuses `not_found`. */
export async function deleteTaskTemplate(db: AccountDb, actor: Actor, id: number): Promise<void> {
  const template = await taskTemplateById(db, id);
  if (!template || template.archived_at !== null) throw notFound('task template');
  await archiveTaskTemplate(db, id);
  await recordEvent(db, actor, { kind: taskTemplateChanged, subject: { type: 'task_template', id }, data: { how: 'deleted' } });
}
