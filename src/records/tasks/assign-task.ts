import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { invalid, Problem } from '../../app/kernel/problem.ts';
import { recurrenceOf } from '../change-task.ts';
import { createTasks } from '../create-tasks.ts';
import { taskTemplateById, type TaskTemplateRow } from '../queries/task-templates.ts';
import type { TaskFor } from '../queries/tasks.ts';
import type { RecurrenceInput, ReminderSettings } from '../rules/task-shapes.ts';
import { dueTime } from '../rules/task-times.ts';

/** A task for records; what is left out is the template's. */
export interface Assignment {
  objectId: number;
  recordIds: readonly number[];
  causeIds?: readonly (number | null)[];
  templateId?: number | undefined;
  subject?: string | undefined;
  body?: string | undefined;
  assigneeId?: number | undefined;
  roleId?: number | undefined;
  /** The same, said in one; before the two above. */
  assignee?: TaskFor | undefined;
  dueAt?: Date | null | undefined;
  reminders?: readonly ReminderSettings[] | undefined;
  recurrence?: RecurrenceInput | null | undefined;
}

/**
 * Gives each record of a set a task, from a template where one is named. Gives how many. Refuses `no_such_template`, a task without a
 * subject, and what `createTasks` refuses.
 */
export async function assignTask(db: AccountDb, actor: Actor, ids: NextIds, asked: Assignment): Promise<number> {
  const template = asked.templateId === undefined ? undefined : await templateFor(db, asked.templateId, asked.objectId);
  const subject = asked.subject ?? template?.subject;
  if (subject === undefined) throw invalid('subject', 'Say what is to be done.', 'invalid_input');
  const dueAt = asked.dueAt === undefined ? await templateDue(db, template) : asked.dueAt;
  return createTasks(db, actor, ids, {
    objectId: asked.objectId,
    recordIds: asked.recordIds,
    ...(asked.causeIds === undefined ? {} : { causeIds: asked.causeIds }),
    subject,
    body: asked.body ?? template?.body ?? '',
    assignee: whoFor(asked, template),
    dueAt,
    templateId: template?.id ?? null,
    reminders: asked.reminders ?? template?.reminders ?? [],
    recurrence: await recurrenceOf(db, asked.recurrence ?? null, dueAt),
  });
}

async function templateFor(db: AccountDb, id: number, objectId: number): Promise<TaskTemplateRow> {
  const template = await taskTemplateById(db, id);
  if (template && template.archived_at === null && template.object_id === objectId) return template;
  throw new Problem('no_such_template', 'There is no such task template for these records. Choose another.', {
    fields: { templateId: 'Choose another template.' },
  });
}

const templateDue = async (db: AccountDb, template: TaskTemplateRow | undefined): Promise<Date | null> =>
  template?.due ? dueTime(template.due, db.now, (await accountSettings(db)).timeZone) : null;

function whoFor({ assignee: to, assigneeId, roleId }: Assignment, template: TaskTemplateRow | undefined): TaskFor {
  if (to !== undefined) return to;
  if (assigneeId !== undefined) return assigneeId;
  if (roleId !== undefined) return { roleId };
  const assignee = template?.assignee ?? { to: 'owner' as const };
  if (assignee.to === 'owner') return 'owner';
  return assignee.to === 'user' ? assignee.id : { roleId: assignee.id };
}
