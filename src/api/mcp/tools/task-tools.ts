import { z } from 'zod';
import { id, limit, objectName, objectNamed, objectsSeen, recordId, userName, userNamed, usersSeen } from '../things.ts';
import { tool, type Tool, type ToolCall } from '../tool.ts';

const place = { object: objectName, record_id: recordId };

const taskShape = z.object({
  id: z.number(),
  subject: z.string(),
  text: z.string(),
  status: z.string(),
  due_at: z.string().nullable(),
  assignee: z.object({ id: z.number(), name: z.string().nullable() }).nullable(),
  record: z.object({ object: z.string(), id: z.number(), name: z.string().nullable() }).nullable(),
  outcome: z.string().nullable(),
  completed_at: z.string().nullable(),
});

interface RouteTask {
  id: number;
  subject: string;
  body: string;
  status: string;
  dueAt: string | null;
  assigneeId: number | null;
  objectId: number | null;
  recordId: number | null;
  recordName: string | null;
  outcome: string | null;
  completedAt: string | null;
}

async function toldTasks(call: ToolCall, tasks: readonly RouteTask[]) {
  const users = new Map((await usersSeen(call)).map((user) => [user.id, user.name]));
  const keys = new Map((await objectsSeen(call)).map(({ shape }) => [shape.id, shape.key]));
  return tasks.map((task) => ({
    id: task.id,
    subject: task.subject,
    text: task.body,
    status: task.status,
    due_at: task.dueAt,
    assignee: task.assigneeId === null ? null : { id: task.assigneeId, name: users.get(task.assigneeId) ?? null },
    record:
      task.recordId === null
        ? null
        : { object: keys.get(task.objectId ?? -1) ?? String(task.objectId), id: task.recordId, name: task.recordName },
    outcome: task.outcome,
    completed_at: task.completedAt,
  }));
}

const dueAt = z.iso.datetime({ offset: true }).nullable().describe('When it is due, such as 2026-03-31T14:30:00Z; null for no date.');

const listTasks = tool({
  name: 'list_tasks',
  title: 'List tasks',
  description: 'Tasks of a user, or those on one record. Give object and record_id for a record; else whose tasks and which.',
  area: 'tasks',
  plays: ['GET /api/tasks', 'GET /api/records/:object/:id/tasks'],
  input: z.strictObject({
    object: objectName.optional(),
    record_id: recordId.optional(),
    of: z
      .union([z.enum(['me', 'roles', 'others']), id])
      .default('me')
      .describe('"me", "roles" for those that wait for somebody of my role, "others", or a user’s number.'),
    which: z.enum(['pending', 'overdue', 'today', 'upcoming', 'complete', 'cancelled']).default('pending'),
    limit: limit(100, 30),
    cursor: z.string().max(200).optional().describe('next_cursor of the page before.'),
  }),
  told: { tasks: z.array(taskShape), next_cursor: z.string().nullable() },
  async run(call, asked) {
    if (asked.record_id !== undefined) {
      const { shape } = await objectNamed(call, asked.object ?? 0);
      const { tasks } = await call.play<{ tasks: RouteTask[] }>('GET /api/records/:object/:id/tasks', {
        params: { object: shape.id, id: asked.record_id },
      });
      return { tasks: await toldTasks(call, tasks.slice(0, asked.limit)), next_cursor: null };
    }
    const isTab = asked.which === 'overdue' || asked.which === 'today' || asked.which === 'upcoming';
    const query = {
      of: asked.of,
      limit: asked.limit,
      ...(isTab ? { tab: asked.which } : { status: asked.which }),
      ...(asked.cursor ? { cursor: asked.cursor } : {}),
    };
    const { tasks, cursor } = await call.play<{ tasks: RouteTask[]; cursor: string | null }>('GET /api/tasks', { query });
    return { tasks: await toldTasks(call, tasks), next_cursor: cursor };
  },
});

const createTask = tool({
  name: 'create_task',
  title: 'Give a record a task',
  description: 'Makes a task on a record, for its owner or for a user.',
  area: 'tasks',
  effect: 'changes',
  plays: ['POST /api/records/:object/:id/tasks'],
  input: z.strictObject({
    ...place,
    subject: z.string().min(1).max(200),
    text: z.string().max(20_000).default(''),
    assignee: userName.optional().describe('A user’s name or number, or "me"; the record’s owner when left out.'),
    due_at: dueAt.optional(),
  }),
  told: { task: taskShape },
  async run(call, asked) {
    const { shape } = await objectNamed(call, asked.object);
    const { tasks } = await call.play<{ tasks: RouteTask[] }>('POST /api/records/:object/:id/tasks', {
      params: { object: shape.id, id: asked.record_id },
      body: {
        subject: asked.subject,
        body: asked.text,
        ...(asked.assignee === undefined ? {} : { assigneeId: await userNamed(call, asked.assignee) }),
        ...(asked.due_at === undefined ? {} : { dueAt: asked.due_at }),
      },
    });
    const newest = tasks.reduce((one, other) => (other.id > one.id ? other : one));
    return { task: (await toldTasks(call, [newest]))[0] };
  },
});

const taskId = z.strictObject({ id: id.describe('The task’s number. list_tasks has it.') });
const done = { id: z.number() };

const completeTask = tool({
  name: 'complete_task',
  title: 'Complete a task',
  description: 'Closes a task, with what came of it. An outcome may set off steps of its template.',
  area: 'tasks',
  effect: 'changes',
  plays: ['POST /api/tasks/:id/complete'],
  input: taskId.extend({
    outcome: z.string().min(1).max(100).optional().describe('What came of it, as its template names outcomes, or in your words.'),
    remark: z.string().max(2_000).optional(),
  }),
  told: done,
  async run(call, { id: task, outcome, remark }) {
    await call.play('POST /api/tasks/:id/complete', {
      params: { id: task },
      body: { ...(outcome === undefined ? {} : { outcome }), ...(remark === undefined ? {} : { note: remark }) },
    });
    return { id: task };
  },
});

const rescheduleTask = tool({
  name: 'reschedule_task',
  title: 'Reschedule a task',
  description: 'Says anew when a task is due, or that it has no date.',
  area: 'tasks',
  effect: 'changes',
  isIdempotent: true,
  plays: ['PATCH /api/tasks/:id'],
  input: taskId.extend({ due_at: dueAt }),
  told: done,
  async run(call, { id: task, due_at: due }) {
    await call.play('PATCH /api/tasks/:id', { params: { id: task }, body: { dueAt: due } });
    return { id: task };
  },
});

const assignTask = tool({
  name: 'assign_task',
  title: 'Hand a task over',
  description: 'Gives a task to another user, who is told.',
  area: 'tasks',
  effect: 'changes',
  isIdempotent: true,
  plays: ['PATCH /api/tasks/:id'],
  input: taskId.extend({ assignee: userName.describe('A user’s name or number, or "me".') }),
  told: done,
  async run(call, { id: task, assignee }) {
    await call.play('PATCH /api/tasks/:id', { params: { id: task }, body: { assigneeId: await userNamed(call, assignee) } });
    return { id: task };
  },
});

const cancelTask = tool({
  name: 'cancel_task',
  title: 'Cancel a task',
  description: 'Closes a task that is not to be done, saying why.',
  area: 'tasks',
  effect: 'changes',
  plays: ['POST /api/tasks/:id/cancel'],
  input: taskId.extend({ remark: z.string().max(2_000).optional().describe('Why.') }),
  told: done,
  async run(call, { id: task, remark }) {
    await call.play('POST /api/tasks/:id/cancel', { params: { id: task }, body: remark === undefined ? {} : { note: remark } });
    return { id: task };
  },
});

export const taskTools: readonly Tool[] = [listTasks, createTask, completeTask, rescheduleTask, assignTask, cancelTask];
