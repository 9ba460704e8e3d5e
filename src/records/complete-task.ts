import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { taskCompleted } from './events.ts';
import { deleteReminders } from './queries/task-reminders.ts';
import { taskTemplateById, type TaskTemplateRow } from './queries/task-templates.ts';
import { closeTaskRow } from './queries/tasks.ts';
import type { TaskOutcome } from './rules/task-shapes.ts';
import { recordOfTask, taskFor } from './task-for.ts';
import { fillTaskForm } from './tasks/fill-task-form.ts';
import { repeatTask } from './tasks/repeat-task.ts';
import { runOutcome } from './tasks/run-outcome.ts';

export interface Completion {
  viewer: Viewer;
  id: number;
  /** In words, or the label of one of the template's outcomes. */
  outcome?: string | undefined;
  outcomeId?: number | undefined;
  note?: string | undefined;
  /** What the task's form asks for, as somebody typed it. */
  values?: Record<string, unknown> | undefined;
  /** The version of the record that was looked at. */
  version?: number | undefined;
  ids: NextIds;
}

/**
 * Closes a task with what came of it, writes its form into the record, sets off what its outcome sets off, and makes the next of a
 * recurring task: all in one transaction, so that of two who complete at once one does. Gives how many steps failed; they stand on the task.
 * Refuses `not_found`, `not_allowed`, `task_closed`, `outcome_required`, `form_incomplete` and what `editRecord` refuses.
 */
export async function completeTask(db: AccountDb, actor: Actor, completion: Completion): Promise<{ failed: number }> {
  const { viewer, id, note = '', ids } = completion;
  const task = await taskFor(db, viewer, id);
  const template = task.template_id === null ? undefined : await taskTemplateById(db, task.template_id);
  const outcome = outcomeOf(template, completion);
  await fillTaskForm(db, actor, { task, template, completion });
  const label = outcome?.label ?? completion.outcome ?? null;
  await closeTaskRow(db, id, { status: 'complete', outcome: label, outcomeId: outcome?.id ?? null, note, userId: userOf(actor) });
  await deleteReminders(db, [id]);
  const causeId = await recordEvent(db, actor, {
    kind: taskCompleted,
    ...recordOfTask(task),
    subject: { type: 'task', id },
    data: {
      ...(template ? { template: template.id } : {}),
      ...(outcome ? { outcome: outcome.id } : {}),
      ...(task.assignee_id === null ? {} : { assignee: task.assignee_id }),
    },
    personal: { subject: task.subject, outcome: label ?? '', ...(note ? { note } : {}) },
  });
  const failed = outcome ? await runOutcome(db, { task, outcome, causeId, ids }) : 0;
  await repeatTask(db, { ...actor, causeId }, ids, task);
  return { failed };
}

export const userOf = (actor: Actor): number | null => (actor.type === 'user' ? Number(actor.id) : null);

/** The outcome of the template that was chosen, by number or in words. */
function outcomeOf(template: TaskTemplateRow | undefined, { outcome, outcomeId }: Completion): TaskOutcome | undefined {
  if (!template || template.outcomes.length === 0) return undefined;
  const found = template.outcomes.find(({ id, label }) => (outcomeId === undefined ? label === outcome : id === outcomeId));
  if (found) return found;
  const choices = template.outcomes.map(({ label }) => `“${label}”`).join(', ');
  throw new Problem('outcome_required', `Say what came of this task: choose one of ${choices}.`, {
    fields: { outcomeId: 'Choose what came of it.' },
  });
}
