import { z } from 'zod';
import type { Action } from '../../app/kernel/domain.ts';
import { createTasks } from '../create-tasks.ts';
import { readTexts } from '../fill-texts.ts';
import { taskTemplateById } from '../queries/task-templates.ts';
import { LIMITS } from '../schema.ts';
import { assignTask } from '../tasks/assign-task.ts';
import { emptyRoleProblems, setOf, strangerProblems } from './set-of.ts';

const assignee = z.union(
  [z.literal('owner'), z.int().positive(), z.strictObject({ roleId: z.int().positive() })],
  'Choose the record’s owner, a user or a role.',
);
const taskSettings = z.strictObject({
  subject: z
    .string('Say what is to be done.')
    .trim()
    .min(1, 'Say what is to be done.')
    .max(LIMITS.taskSubject, `A subject may have at most ${LIMITS.taskSubject} characters.`),
  body: z
    .string()
    .max(LIMITS.note, `Instructions may have at most ${LIMITS.note.toLocaleString('en')} characters.`)
    .default(''),
  assignee,
  /** Days from now until it is due; null for no date. */
  dueInDays: z.int().min(0).max(3650, 'A task may be due in at most ten years.').nullable(),
});
/** Whom the task is for, where it is not whom the template says. */
const templateSettings = z.strictObject({
  templateId: z.int('Choose a task template.').positive('Choose a task template.'),
  assignee: assignee.optional(),
});

type Assignee = z.infer<typeof assignee>;

export const createTask: Action<z.infer<typeof taskSettings>> = {
  kind: 'task.create',
  canUndo: true,
  settings: taskSettings,
  summary: ({ subject }) => `Create task ${subject}`,
  async problems(db, objectId, settings) {
    const { problem } = await readTexts(db, { objectId, texts: [settings.subject, settings.body] });
    return problem === undefined ? assigneeProblems(db, settings.assignee) : [problem];
  },
  async fields(db, objectId, { subject, body }) {
    const { fieldIds } = await readTexts(db, { objectId, texts: [subject, body] });
    return fieldIds.map((fieldId) => ({ objectId, fieldId }));
  },
  async apply(db, step) {
    const { dueInDays, ...task } = step.settings;
    const dueAt = dueInDays === null ? null : new Date(db.now.getTime() + dueInDays * 86_400_000);
    await createTasks(db, step.actor, step.ids, { ...setOf(step), ...task, dueAt });
    return {};
  },
};

export const assignFromTemplate: Action<z.infer<typeof templateSettings>> = {
  kind: 'task.assign',
  settings: templateSettings,
  async problems(db, objectId, settings) {
    const template = await taskTemplateById(db, settings.templateId);
    if (!template || template.archived_at !== null) return ['The task template was deleted. Choose another.'];
    if (template.object_id !== objectId) return [`“${template.name}” is for another kind of record. Choose another.`];
    return settings.assignee === undefined ? [] : assigneeProblems(db, settings.assignee);
  },
  async apply(db, step) {
    const { templateId, assignee: to } = step.settings;
    await assignTask(db, step.actor, step.ids, { ...setOf(step), templateId, ...(to === undefined ? {} : { assignee: to }) });
    return {};
  },
};

async function assigneeProblems(db: Parameters<typeof strangerProblems>[0], to: Assignee): Promise<string[]> {
  if (to === 'owner') return [];
  return typeof to === 'number' ? strangerProblems(db, to) : emptyRoleProblems(db, to.roleId);
}
