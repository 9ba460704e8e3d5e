import { z } from 'zod';
import { LIMITS } from './shape.ts';

/** How much a template and a task may ask for. */
export const TASK_LIMITS = { templates: 200, outcomes: 20, actions: 10, fields: 30, reminders: 5, bulk: 200, cancelNote: 2_000 } as const;

const plain = (text: string): boolean => !text.includes('\0');
const name = (what: string, most: number) =>
  z
    .string(`Give ${what}.`)
    .trim()
    .min(1, `Give ${what}.`)
    .max(most, `This may have at most ${most} characters.`)
    .refine(plain, 'Remove the character NUL.');
const longText = (most: number) =>
  z
    .string('Give a text.')
    .max(most, `This may have at most ${most.toLocaleString('en')} characters.`)
    .refine(plain, 'Remove the character NUL.');
const id = z.int('Give a number.').positive('Give a number above zero.');

/** Who has a task: the record's owner, a user, or whoever of a role takes it. */
export const taskAssignee = z.discriminatedUnion(
  'to',
  [
    z.strictObject({ to: z.literal('owner') }),
    z.strictObject({ to: z.literal('user'), id }),
    z.strictObject({ to: z.literal('role'), id }),
  ],
  'Choose the record’s owner, a user or a role.',
);
export type TaskAssignee = z.infer<typeof taskAssignee>;

/** How long after it is set a task is due. Business days are Monday to Friday. */
export const dueSettings = z.strictObject({
  amount: z.int('Give a whole number.').min(0, 'Give a number of zero or more.').max(3650, 'A task may be due in at most ten years.'),
  unit: z.enum(['hours', 'days', 'business_days'], 'Choose hours, days or business days.'),
});
export type DueSettings = z.infer<typeof dueSettings>;

/** How long before it is due somebody is reminded. */
export const reminderSettings = z.strictObject({
  amount: z.int('Give a whole number.').min(0, 'Give a number of zero or more.').max(525_600, 'Remind at most a year before.'),
  unit: z.enum(['minutes', 'hours', 'days'], 'Choose minutes, hours or days.'),
});
export type ReminderSettings = z.infer<typeof reminderSettings>;
export const reminderList = z
  .array(reminderSettings)
  .max(TASK_LIMITS.reminders, `A task may remind at most ${TASK_LIMITS.reminders} times.`);

/** What comes again and when. `weekdays` 1 is Monday; `monthDay` 29 to 31 is the last day of months that have no such day. */
export const recurrenceInput = z.strictObject({
  every: z.enum(['day', 'week', 'month', 'year'], 'Choose day, week, month or year.'),
  interval: z.int('Give a whole number.').min(1, 'Give a number above zero.').max(99, 'Give a number up to 99.').default(1),
  weekdays: z.array(z.int().min(1).max(7)).min(1, 'Choose a weekday.').max(7).optional(),
  monthDay: z.int().min(1).max(31).optional(),
  until: z.iso.date('Give a date like 2026-03-31.').optional(),
  /** Whether the next one is made when this one is completed, or when it is due, done or not. */
  next: z.enum(['completed', 'due']).default('completed'),
});
/** As it is kept: with the day and the time of day it began, in the account's time zone. */
export const recurrenceSchema = recurrenceInput.extend({ from: z.iso.date(), at: z.string().regex(/^\d\d:\d\d$/) });
export type RecurrenceInput = z.infer<typeof recurrenceInput>;
export type Recurrence = z.infer<typeof recurrenceSchema>;

const outcomeAction = z.strictObject({ kind: z.string().min(1).max(60), settings: z.record(z.string(), z.unknown()) });
export type OutcomeAction = z.infer<typeof outcomeAction>;

const outcome = z.strictObject({
  /** Left out of a new one. */
  id: id.optional(),
  label: name('the outcome a name', LIMITS.label),
  actions: z.array(outcomeAction).max(TASK_LIMITS.actions, `An outcome may set off at most ${TASK_LIMITS.actions} steps.`).default([]),
});
export interface TaskOutcome {
  id: number;
  label: string;
  actions: OutcomeAction[];
}

export const formField = z.strictObject({ fieldId: id, required: z.boolean().default(false) });
export type FormField = z.infer<typeof formField>;

export const taskTemplateBody = z.strictObject({
  objectId: z.int().min(0),
  name: name('the template a name', LIMITS.label),
  subject: name('a subject', LIMITS.taskSubject),
  body: longText(LIMITS.note).default(''),
  assignee: taskAssignee.default({ to: 'owner' }),
  due: dueSettings.nullable().default(null),
  reminders: reminderList.default([]),
  outcomes: z.array(outcome).max(TASK_LIMITS.outcomes, `A template may have at most ${TASK_LIMITS.outcomes} outcomes.`).default([]),
  fields: z.array(formField).max(TASK_LIMITS.fields, `A form may ask for at most ${TASK_LIMITS.fields} fields.`).default([]),
});
export type TaskTemplateInput = z.infer<typeof taskTemplateBody>;

/** What may come of a follow-up, to begin with. */
export const DEFAULT_OUTCOMES = ['Interested, but later', 'Not interested', 'No answer', 'No further action'] as const;

const dueAt = z.iso.datetime({ offset: true, message: 'Give date and time like 2026-03-31T14:30:00Z.' }).nullable();

export const taskBody = z.strictObject({
  /** A template that gives whatever is left out here. */
  templateId: id.optional(),
  subject: name('a subject', LIMITS.taskSubject).optional(),
  body: longText(LIMITS.note).optional(),
  /** The record's owner when left out. */
  assigneeId: id.optional(),
  roleId: id.optional(),
  dueAt: dueAt.optional(),
  reminders: reminderList.optional(),
  recurrence: recurrenceInput.nullable().optional(),
});

export const changeTaskBody = z.strictObject({
  subject: name('a subject', LIMITS.taskSubject).optional(),
  body: longText(LIMITS.note).optional(),
  assigneeId: id.optional(),
  roleId: id.optional(),
  dueAt: dueAt.optional(),
  reminders: reminderList.optional(),
  recurrence: recurrenceInput.nullable().optional(),
});

export const completeTaskBody = z.strictObject({
  outcome: name('what came of it', 100).optional(),
  outcomeId: id.optional(),
  note: longText(TASK_LIMITS.cancelNote).optional(),
  /** What the form asks for, keyed by a field's id or key. */
  values: z.record(z.string(), z.unknown()).optional(),
  version: id.optional(),
});

export const cancelTaskBody = z.strictObject({ note: longText(TASK_LIMITS.cancelNote).optional() });

const ids = z.array(id).min(1, 'Choose a task.').max(TASK_LIMITS.bulk, `Choose at most ${TASK_LIMITS.bulk} tasks at once.`);
export const bulkTasksBody = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('complete'), ids, outcome: name('what came of it', 100).optional() }),
  z.strictObject({ do: z.literal('reassign'), ids, assigneeId: id }),
  z.strictObject({ do: z.literal('reschedule'), ids, dueAt }),
]);
export type BulkTasks = z.infer<typeof bulkTasksBody>;

export const TASK_TABS = ['overdue', 'today', 'upcoming', 'done'] as const;
export type TaskTab = (typeof TASK_TABS)[number];

const zone = z.string().max(60).optional();
const of = z.union([z.enum(['me', 'roles', 'others']), z.coerce.number().int().positive()]).default('me');

export const tasksQuery = z.object({
  status: z.enum(['pending', 'complete', 'cancelled']).default('pending'),
  /** Instead of a status: what is late, due today, later or without a date, or done, by days of `zone`. */
  tab: z.enum(TASK_TABS).optional(),
  /** The time zone whose days count; the account's when left out. */
  zone,
  /** Mine, those of my role that nobody has taken, everybody's I may see, or one user's. */
  of,
  outcome: z.string().max(100).optional(),
  /** A moment: only tasks due before it. */
  dueBefore: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const taskCountsQuery = z.object({ zone, of });

export const CALL_OUTCOMES = ['answered', 'no_answer', 'voicemail', 'busy', 'wrong_number'] as const;
export const callBody = z.strictObject({
  direction: z.enum(['in', 'out'], 'Say whether they called or you did.'),
  number: z.string().trim().max(60, 'A number may have at most 60 characters.').refine(plain, 'Remove the character NUL.').default(''),
  durationSeconds: z
    .int('Give a whole number.')
    .min(0, 'Give zero or more.')
    .max(86_400, 'A call may last at most a day.')
    .nullable()
    .default(null),
  outcome: z.enum(CALL_OUTCOMES, 'Say what came of the call.'),
  notes: longText(LIMITS.note).trim().default(''),
});
export type CallInput = z.infer<typeof callBody>;
export type Call = Omit<CallInput, 'notes'>;

export const pinBody = z.strictObject({ pinned: z.boolean() });
export const mentionQuery = z.object({ search: z.string().max(100).default('') });
