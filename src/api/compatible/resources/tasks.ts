import { sql } from '../../../app/db.ts';
import {
  cancelTask,
  changeTask,
  completeTask,
  CONTACT,
  countTasks,
  createTasks,
  pageOfTasks,
  reopenTask,
  taskTemplates,
} from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { shapeOfRecords } from '../list-parameters.ts';
import { recordsToChange } from '../records/matching-records.ts';
import { missing, notFound, Refusal } from '../refusal.ts';
import type { Row } from '../rules/filter-rows.ts';
import { idsOf, numberOf, textOf, type Parameters } from '../rules/parameters.ts';
import { timeOfWire, wireTime } from '../rules/wire-values.ts';
import { idsOfTable, oneOfTable, resourceOfTable, type Table } from './tables.ts';

const STATUSES = { pending: '0', complete: '1', cancelled: '2' } as const;
const DAY_MS = 86_400_000;
const MOST_DAYS = 3_650;

/** Tasks on records, as calls know them. */
const TABLE: Table = {
  columns: {
    id: { column: sql`t.id`, kind: 'number' },
    owner: { column: sql`t.assignee_id`, kind: 'number' },
    contact_id: { column: sql`t.record_id`, kind: 'number' },
    subject: { column: sql`t.subject`, kind: 'text' },
    details: { column: sql`t.body`, kind: 'text' },
    status: { column: sql`(case t.status when 'pending' then 0 when 'complete' then 1 else 2 end)`, kind: 'number' },
    item_id: { column: sql`t.template_id`, kind: 'number' },
    date_assigned: { column: sql`t.created_at`, kind: 'time' },
    date_due: { column: sql`t.due_at`, kind: 'time' },
    date_complete: { column: sql`t.completed_at`, kind: 'time' },
  },
  read: async ({ db, viewer }, asked) =>
    (await pageOfTasks(db, viewer, asked)).map((task) => ({
      id: String(task.id),
      owner: String(task.assignee_id ?? 0),
      drip_id: null,
      contact_id: String(task.record_id ?? 0),
      step_num: '0',
      subject: task.subject,
      date_assigned: wireTime(task.created_at),
      date_due: task.due_at ? wireTime(task.due_at) : null,
      date_complete: task.completed_at ? wireTime(task.completed_at) : null,
      status: STATUSES[task.status],
      type: '0',
      details: task.body,
      hidden: '0',
      call_outcome_id: String(task.outcome_id ?? 0),
      item_id: String(task.template_id ?? 0),
      notifications: null,
      rules: null,
      object_type_id: String(task.object_id ?? CONTACT),
      object_name: task.object_id === CONTACT ? 'Contacts' : '',
    })),
  count: ({ db, viewer }, asked) => countTasks(db, viewer, asked),
};

/** Tasks: new ones are given by a template, and none is deleted. */
export const TASKS = resourceOfTable(TABLE, {
  PUT: updateTask,
  'POST /assign': assignTask,
  'POST /cancel': cancelTasksOf,
  'POST /complete': completeTasks,
  'POST /reschedule': rescheduleTask,
  'POST /reopen': reopenTasks,
});

/** Gives records a task made by a template: the message of the call names it, when it is due in days, and whose it is. */
async function assignTask(call: CompatibleCall): Promise<Answer> {
  const { db, actor, ids, parameters } = call;
  const objectId = numberOf(parameters, 'object_type_id');
  if (objectId === undefined) throw missing('object_type_id');
  const message = (parameters.message ?? {}) as Parameters;
  const template = (await taskTemplates(db)).find(({ id }) => id === numberOf(message, 'id'));
  if (!template) throw notFound();
  const recordIds = await recordsToChange(call, await shapeOfRecords(call, objectId));
  await createTasks(db, actor, ids, {
    objectId,
    recordIds,
    subject: template.subject,
    body: template.body,
    assignee: numberOf(message, 'task_owner') || 'owner',
    dueAt: new Date(db.now.getTime() + Math.min(numberOf(message, 'due_date') ?? 0, MOST_DAYS) * DAY_MS),
    templateId: template.id,
  });
  return {};
}

/** Closes tasks with what came of them, in words or by its number. */
async function completeTasks(call: CompatibleCall): Promise<Answer> {
  const said = (call.parameters.data ?? {}) as Parameters;
  const outcome = textOf(said, 'outcome')?.trim();
  const came = { ...(outcome ? { outcome } : {}), ...given('outcomeId', numberOf(said, 'outcome') || undefined) };
  const { db, actor, viewer, ids } = call;
  for (const id of await taskIds(call, 'complete', true)) await completeTask(db, actor, { viewer, id, ids, ...came });
  return {};
}

/** Closes tasks that are not to be done. */
async function cancelTasksOf(call: CompatibleCall): Promise<Answer> {
  for (const id of await taskIds(call, 'cancelled', true)) await cancelTask(call.db, call.actor, { viewer: call.viewer, id });
  return {};
}

/** Opens closed tasks again. */
async function reopenTasks(call: CompatibleCall): Promise<Answer> {
  for (const id of await taskIds(call, 'pending')) await reopenTask(call.db, call.actor, { viewer: call.viewer, id });
  return {};
}

/** Says anew when a task is due, in seconds since 1970; tomorrow when the call does not say. */
async function rescheduleTask({ db, actor, viewer, parameters }: CompatibleCall): Promise<Answer> {
  const id = numberOf(parameters, 'id');
  if (id === undefined) throw missing('id');
  const dueAt = timeOfWire(textOf(parameters, 'newtime') ?? '') ?? new Date(db.now.getTime() + DAY_MS);
  await changeTask(db, actor, { viewer, id, change: { dueAt } });
  return {};
}

/** Changes what stands on a task: whose it is, when it is due, its subject and text. */
async function updateTask(call: CompatibleCall): Promise<Answer> {
  const { db, actor, viewer, parameters } = call;
  const id = numberOf(parameters, 'id');
  if (id === undefined) throw missing('id');
  const status = textOf(parameters, 'status')?.trim();
  const change = {
    ...given('subject', textOf(parameters, 'subject')),
    ...given('body', textOf(parameters, 'details')),
    ...given('assigneeId', numberOf(parameters, 'owner')),
    ...given('dueAt', timeOfWire(textOf(parameters, 'date_due') ?? '')),
  };
  const task = (await oneOfTable(call, TABLE)).data as Row;
  if (status && status !== task.status) {
    if (status !== STATUSES.pending) await openTask(call, id, task);
    await moveTask(call, id, status);
  }
  if (Object.keys(change).length > 0 && isChanged(task, parameters)) await changeTask(db, actor, { viewer, id, change });
  const sent = ['subject', 'details', 'owner', 'date_due', 'status'].flatMap((name) => {
    const value = textOf(parameters, name);
    return value === undefined ? [] : [[name, value]];
  });
  return { data: { attrs: { ...Object.fromEntries(sent), id: String(id) } } };
}

/** Completes, cancels or opens a task again, as its status says from now on. */
async function moveTask({ db, actor, viewer, ids }: CompatibleCall, id: number, status: string): Promise<void> {
  if (status === STATUSES.pending) await reopenTask(db, actor, { viewer, id });
  else if (status === STATUSES.complete) await completeTask(db, actor, { viewer, id, ids });
  else if (status === STATUSES.cancelled) await cancelTask(db, actor, { viewer, id });
  else throw new Refusal(400, 'A task is pending (0), complete (1) or cancelled (2).');
}

async function openTask({ db, actor, viewer }: CompatibleCall, id: number, task: Row): Promise<void> {
  if (task.status !== STATUSES.pending) await reopenTask(db, actor, { viewer, id });
}

/** Whole tasks are sent back; what stands on them already changes nothing. */
const isChanged = (task: Row, parameters: Parameters): boolean =>
  ['subject', 'details', 'owner', 'date_due'].some((name) => {
    const said = textOf(parameters, name);
    return said !== undefined && said !== (task[name] ?? '');
  });

const given = <Value>(name: string, value: Value | undefined): Record<string, Value> => (value === undefined ? {} : { [name]: value });

/**
 * The tasks a call names by number, itself or in its criteria, or else by a condition, of which those that stand so already are passed over. Refuses a number
 * that is nobody's. With `opened` closed ones are opened first: calls know no task that cannot be completed or cancelled.
 */
async function taskIds(call: CompatibleCall, status: keyof typeof STATUSES, opened = false): Promise<number[]> {
  const { criteria } = call.parameters;
  const parameters: Parameters =
    typeof criteria === 'object' && criteria !== null ? { ...call.parameters, ...(criteria as Parameters) } : call.parameters;
  const named = idsOf(parameters).length > 0 ? idsOf(parameters) : idsOf(parameters, 'id');
  const ids = named.length > 0 ? named : await idsOfTable({ ...call, parameters }, TABLE);
  const open: number[] = [];
  for (const id of ids) {
    const task = (await oneOfTable({ ...call, parameters: { id } }, TABLE)).data as Row;
    if (task.status === STATUSES[status]) continue;
    if (opened) await openTask(call, id, task);
    open.push(id);
  }
  return open;
}
