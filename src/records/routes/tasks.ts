import { route, type Route } from '../../app/http.ts';
import { cancelTask } from '../cancel-task.ts';
import { changeTask } from '../change-task.ts';
import { completeTask } from '../complete-task.ts';
import { createTasks } from '../create-tasks.ts';
import { myTasks } from '../my-tasks.ts';
import { presentTask } from '../present.ts';
import { tasksOfRecord } from '../queries/tasks.ts';
import { recordFor } from '../record-for.ts';
import { changeTaskBody, completeTaskBody, recordParams, taskBody, taskParams, tasksQuery } from '../schema.ts';

const SHOWN = 500;

export const taskRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/tasks',
    access: 'user',
    summary: 'List my tasks by due time',
    query: tasksQuery,
    handle: ({ query, inAccount, viewer }) =>
      inAccount(async (db) => {
        const { tasks, cursor } = await myTasks(db, viewer, query);
        return { tasks: tasks.map(presentTask), cursor };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id/tasks',
    access: 'user',
    summary: 'List the tasks of a record',
    params: recordParams,
    handle: ({ params, inAccount, viewer }) =>
      inAccount(async (db) => {
        await recordFor(db, viewer, 'view', { objectId: params.object, id: params.id });
        return { tasks: (await tasksOfRecord(db, params.object, params.id, SHOWN)).map(presentTask) };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:object/:id/tasks',
    access: 'user',
    summary: 'Give a record a task',
    params: recordParams,
    body: taskBody,
    handle: ({ params, body, inAccount, actor, viewer, ids }) =>
      inAccount(async (db) => {
        await recordFor(db, viewer, 'edit', { objectId: params.object, id: params.id });
        const { assigneeId, dueAt, ...task } = body;
        await createTasks(db, actor, ids, {
          ...task,
          objectId: params.object,
          recordIds: [params.id],
          assignee: assigneeId ?? 'owner',
          dueAt: dueAt === null ? null : new Date(dueAt),
        });
        return { tasks: (await tasksOfRecord(db, params.object, params.id, SHOWN)).map(presentTask) };
      }),
  }),
  route({
    method: 'PATCH',
    path: '/api/tasks/:id',
    access: 'user',
    summary: 'Rewrite, reschedule or reassign a task',
    params: taskParams,
    body: changeTaskBody,
    handle: ({ params, body, inAccount, actor, viewer }) =>
      inAccount((db) => {
        const { dueAt, ...change } = body;
        const due = dueAt === undefined ? {} : { dueAt: dueAt === null ? null : new Date(dueAt) };
        return changeTask(db, actor, { viewer, id: params.id, change: { ...change, ...due } });
      }),
  }),
  route({
    method: 'POST',
    path: '/api/tasks/:id/complete',
    access: 'user',
    summary: 'Complete a task with its outcome',
    params: taskParams,
    body: completeTaskBody,
    handle: ({ params, body, inAccount, actor, viewer }) =>
      inAccount((db) => completeTask(db, actor, { viewer, id: params.id, outcome: body.outcome })),
  }),
  route({
    method: 'POST',
    path: '/api/tasks/:id/cancel',
    access: 'user',
    summary: 'Cancel a task',
    params: taskParams,
    handle: ({ params, inAccount, actor, viewer }) => inAccount((db) => cancelTask(db, actor, { viewer, id: params.id })),
  }),
];
