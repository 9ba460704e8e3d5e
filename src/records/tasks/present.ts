import type { NoteRow } from '../queries/notes.ts';
import type { TaskTemplateRow } from '../queries/task-templates.ts';
import type { TaskRow } from '../queries/tasks.ts';
import { presentEvent } from '../present.ts';
import type { ValueContext } from '../schema.ts';
import type { ShownTask } from './show-task.ts';

export const presentNote = (note: NoteRow) => ({
  id: note.id,
  objectId: note.object_id,
  recordId: note.record_id,
  kind: note.kind,
  call: note.call,
  body: note.body,
  authorId: note.author_id,
  pinnedAt: note.pinned_at,
  createdAt: note.created_at,
  updatedAt: note.updated_at,
});

export const presentTask = (task: TaskRow) => ({
  id: task.id,
  objectId: task.object_id,
  recordId: task.record_id,
  recordName: task.record_name,
  subject: task.subject,
  body: task.body,
  assigneeId: task.assignee_id,
  roleId: task.role_id,
  templateId: task.template_id,
  dueAt: task.due_at,
  status: task.status,
  outcome: task.outcome,
  note: task.note,
  reminders: task.reminders,
  recurrence: task.recurrence,
  failures: task.failures.map(({ kind, sentence }) => ({ kind, sentence })),
  completedAt: task.completed_at,
  completedBy: task.completed_by,
  createdAt: task.created_at,
});

/** A task with all that its completing asks for, and its history. */
export const presentShownTask = (shown: ShownTask, context: Partial<ValueContext>) => ({
  ...presentTask(shown.task),
  outcomes: (shown.template?.outcomes ?? []).map(({ id, label, actions }) => ({ id, label, steps: actions.length })),
  form: shown.form.map(({ field, required, value }) => ({ fieldId: field.id, required, value })),
  version: shown.version,
  history: shown.history.map((told) => presentEvent(told, context)),
});

/** A template; what its outcomes set off is for those alone who may change it. */
export const presentTaskTemplate = (template: TaskTemplateRow, isFull: boolean) => ({
  id: template.id,
  objectId: template.object_id,
  name: template.name,
  subject: template.subject,
  body: template.body,
  assignee: template.assignee,
  due: template.due,
  reminders: template.reminders,
  outcomes: template.outcomes.map((outcome) => (isFull ? outcome : { id: outcome.id, label: outcome.label })),
  fields: template.fields,
});
