import { accountSettings } from '../../accounts/index.ts';
import { route, type Route } from '../../app/http.ts';
import { cancelTask } from '../cancel-task.ts';
import { changeTask } from '../change-task.ts';
import { completeTask } from '../complete-task.ts';
import { countTasks, myTasks } from '../my-tasks.ts';
import { presentShownTask, presentTask } from '../tasks/present.ts';
import { tasksOfRecord } from '../queries/tasks.ts';
import { recordFor } from '../record-for.ts';
import {
  bulkTasksBody,
  cancelTaskBody,
  changeTaskBody,
  completeTaskBody,
  taskBody,
  taskCountsQuery,
  tasksQuery,
} from '../rules/task-shapes.ts';
import { recordParams, taskParams, tasksOfRecordQuery } from '../schema.ts';
import { assignTask } from '../tasks/assign-task.ts';
import { changeManyTasks } from '../tasks/change-many-tasks.ts';
import { claimTask } from '../tasks/claim-task.ts';
import { reopenTask } from '../tasks/reopen-task.ts';
import { retrySteps } from '../tasks/retry-steps.ts';
import { showTask } from '../tasks/show-task.ts';

const SHOWN = 500;

const timeOf = (text: string | null | undefined): { dueAt?: Date | null } =>
  text === undefined ? {} : { dueAt: text === null ? null : new Date(text) };

export const taskRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/tasks',
    access: 'user',
    summary: 'List tasks: mine by due time, those of my role, those of others',
    query: tasksQuery,
    handle: ({ query, inAccount, viewer }) =>
      inAccount(async (db) => {
        const { tasks, cursor } = await myTasks(db, viewer, query);
        return { tasks: tasks.map(presentTask), cursor };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/tasks/counts',
    access: 'user',
    summary: 'Count tasks by tab and outcome',
    query: taskCountsQuery,
    handle: ({ query, inAccount, viewer }) => inAccount((db) => countTasks(db, viewer, query)),
  }),
  route({
    method: 'POST',
    path: '/api/tasks/bulk',
    access: 'user',
    summary: 'Complete, reassign or reschedule chosen tasks',
    body: bulkTasksBody,
    handle: ({ body, inAccount, actor, viewer, ids }) => inAccount((db) => changeManyTasks(db, actor, { viewer, ids, change: body })),
  }),
  route({
    method: 'GET',
    path: '/api/tasks/:id',
    access: 'user',
    summary: 'Read a task with its form and its history',
    params: taskParams,
    handle: ({ params, inAccount, viewer }) =>
      inAccount(async (db) => presentShownTask(await showTask(db, viewer, params.id), await accountSettings(db))),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id/tasks',
    access: 'user',
    summary: 'List the tasks of a record',
    params: recordParams,
    query: tasksOfRecordQuery,
    handle: ({ params, query: { after, limit }, inAccount, viewer }) =>
      inAccount(async (db) => {
        await recordFor(db, viewer, 'view', { objectId: params.object, id: params.id });
        const found = await tasksOfRecord(db, { objectId: params.object, recordId: params.id, after, limit: limit + 1 });
        const shown = found.slice(0, limit);
        return { tasks: shown.map(presentTask), next: found.length > limit ? shown.at(-1)!.id : null };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:object/:id/tasks',
    access: 'user',
    summary: 'Give a record a task, from a template or of its own',
    params: recordParams,
    body: taskBody,
    handle: ({ params, body, inAccount, actor, viewer, ids }) =>
      inAccount(async (db) => {
        await recordFor(db, viewer, 'edit', { objectId: params.object, id: params.id });
        const { dueAt, ...task } = body;
        await assignTask(db, actor, ids, { ...task, ...timeOf(dueAt), objectId: params.object, recordIds: [params.id] });
        return { tasks: (await tasksOfRecord(db, { objectId: params.object, recordId: params.id, limit: SHOWN })).map(presentTask) };
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
        return changeTask(db, actor, { viewer, id: params.id, change: { ...change, ...timeOf(dueAt) } });
      }),
  }),
  route({
    method: 'POST',
    path: '/api/tasks/:id/complete',
    access: 'user',
    summary: 'Complete a task with its outcome and its form',
    params: taskParams,
    body: completeTaskBody,
    handle: ({ params, body, inAccount, actor, viewer, ids }) =>
      inAccount((db) => completeTask(db, actor, { ...body, viewer, ids, id: params.id })),
  }),
  route({
    method: 'POST',
    path: '/api/tasks/:id/cancel',
    access: 'user',
    summary: 'Cancel a task',
    params: taskParams,
    body: cancelTaskBody,
    handle: ({ params, body, inAccount, actor, viewer }) => inAccount((db) => cancelTask(db, actor, { ...body, viewer, id: params.id })),
  }),
  route({
    method: 'POST',
    path: '/api/tasks/:id/reopen',
    access: 'user',
    summary: 'Open a closed task again',
    params: taskParams,
    handle: ({ params, inAccount, actor, viewer }) => inAccount((db) => reopenTask(db, actor, { viewer, id: params.id })),
  }),
  route({
    method: 'POST',
    path: '/api/tasks/:id/claim',
    access: 'user',
    summary: 'Take a task that waits for my role',
    params: taskParams,
    handle: ({ params, inAccount, actor, viewer }) => inAccount((db) => claimTask(db, actor, { viewer, id: params.id })),
  }),
  route({
    method: 'POST',
    path: '/api/tasks/:id/retry',
    access: 'user',
    summary: 'Try again what a task’s outcome could not set off',
    params: taskParams,
    handle: ({ params, inAccount, actor, viewer, ids }) => inAccount((db) => retrySteps(db, actor, { viewer, ids, id: params.id })),
  }),
];
