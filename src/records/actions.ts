import { z } from 'zod';
import { accountSettings } from '../accounts/index.ts';
import type { Action, ActionOutcome, ActionStep } from '../app/kernel/domain.ts';
import type { AccountDb } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { changeFieldOfRecords } from './change-field-of-records.ts';
import { changeOwnerOfRecords } from './change-owner-of-records.ts';
import { createTasks } from './create-tasks.ts';
import { ensureTag } from './ensure-tag.ts';
import { objectShape } from './object-shapes.ts';
import { rejectionSentence } from './refuse-rejected.ts';
import { refuseStranger } from './refuse-stranger.ts';
import { fieldChangeProblem, fieldChangeSchema } from './rules/field-change.ts';
import { LIMITS } from './schema.ts';
import { tagRecords } from './tag-records.ts';
import { taskTemplateById } from './queries/task-templates.ts';
import { assignTask } from './tasks/assign-task.ts';
import { untagRecords } from './untag-records.ts';

const changeSettings = z.strictObject({ fieldId: z.int().positive('Choose a field.'), change: fieldChangeSchema });
const tagSettings = z.strictObject({
  tag: z.string().trim().min(1, 'Name the tag.').max(LIMITS.tag, `A tag’s name may have at most ${LIMITS.tag} characters.`),
});
const taskSettings = z.strictObject({
  subject: z
    .string()
    .trim()
    .min(1, 'Say what is to be done.')
    .max(LIMITS.taskSubject, `A subject may have at most ${LIMITS.taskSubject} characters.`),
  body: z
    .string()
    .max(LIMITS.note, `Instructions may have at most ${LIMITS.note.toLocaleString('en')} characters.`)
    .default(''),
  assignee: z.union([z.literal('owner'), z.int().positive()], 'Choose the record’s owner or a user.'),
  /** Days from now until it is due; null for no date. */
  dueInDays: z.int().min(0).max(3650, 'A task may be due in at most ten years.').nullable(),
});
const templateSettings = z.strictObject({ templateId: z.int().positive('Choose a task template.') });
const ownerSettings = z.strictObject({ ownerId: z.int().positive('Choose a user.') });

const changeField: Action<z.infer<typeof changeSettings>> = {
  kind: 'field.change',
  canUndo: true,
  settings: changeSettings,
  async problems(db, objectId, { fieldId, change }) {
    const field = (await objectShape(db, objectId)).fields.find(({ id }) => id === fieldId);
    if (!field) return ['The field to change has been deleted. Choose another.'];
    return [fieldChangeProblem(field, change, await accountSettings(db)) ?? []].flat();
  },
  async apply(db, step) {
    const { rejected } = await changeFieldOfRecords(db, step.actor, { ...setOf(step), ...step.settings });
    const shape = await objectShape(db, step.objectId);
    return { failed: new Map(rejected.map((row) => [row.id, rejectionSentence(shape, row)])) };
  },
};

const addTag: Action<z.infer<typeof tagSettings>> = {
  kind: 'tag.add',
  canUndo: true,
  settings: tagSettings,
  summary: ({ tag }) => `Add tag ${tag}`,
  async apply(db, step) {
    const tagId = await ensureTag(db, step.ids, step.objectId, step.settings.tag);
    await tagRecords(db, step.actor, { ...setOf(step), tagId });
    return {};
  },
};

const removeTag: Action<z.infer<typeof tagSettings>> = {
  kind: 'tag.remove',
  canUndo: true,
  settings: tagSettings,
  summary: ({ tag }) => `Remove tag ${tag}`,
  async apply(db, step) {
    const tagId = await ensureTag(db, step.ids, step.objectId, step.settings.tag);
    await untagRecords(db, step.actor, { ...setOf(step), tagId });
    return {};
  },
};

const createTask: Action<z.infer<typeof taskSettings>> = {
  kind: 'task.create',
  canUndo: true,
  settings: taskSettings,
  summary: ({ subject }) => `Create task ${subject}`,
  problems: (db, _, { assignee }) => (assignee === 'owner' ? Promise.resolve([]) : strangerProblems(db, assignee)),
  async apply(db, step) {
    const { subject, body, assignee, dueInDays } = step.settings;
    const dueAt = dueInDays === null ? null : new Date(db.now.getTime() + dueInDays * 86_400_000);
    await createTasks(db, step.actor, step.ids, { ...setOf(step), subject, body, assignee, dueAt });
    return {};
  },
};

const assignFromTemplate: Action<z.infer<typeof templateSettings>> = {
  kind: 'task.assign',
  settings: templateSettings,
  async problems(db, objectId, { templateId }) {
    const template = await taskTemplateById(db, templateId);
    if (!template || template.archived_at !== null) return ['The task template was deleted. Choose another.'];
    return template.object_id === objectId ? [] : [`“${template.name}” is for another kind of record. Choose another.`];
  },
  async apply(db, step) {
    await assignTask(db, step.actor, step.ids, { ...setOf(step), templateId: step.settings.templateId });
    return {};
  },
};

const changeOwner: Action<z.infer<typeof ownerSettings>> = {
  kind: 'owner.change',
  canUndo: true,
  settings: ownerSettings,
  problems: (db, _, { ownerId }) => strangerProblems(db, ownerId),
  async apply(db, step): Promise<ActionOutcome> {
    await changeOwnerOfRecords(db, step.actor, { ...setOf(step), ownerId: step.settings.ownerId });
    return {};
  },
};

const setOf = ({
  objectId,
  recordIds,
  causeIds,
}: ActionStep<unknown>): Pick<ActionStep<unknown>, 'objectId' | 'recordIds' | 'causeIds'> => ({
  objectId,
  recordIds,
  causeIds,
});

async function strangerProblems(db: AccountDb, userId: number): Promise<string[]> {
  try {
    await refuseStranger(db, userId, 'user');
    return [];
  } catch (error) {
    if (error instanceof Problem) return [error.message];
    throw error;
  }
}

/** What automations can do to records. */
export const actions: readonly Action[] = [changeField, addTag, removeTag, createTask, assignFromTemplate, changeOwner];
