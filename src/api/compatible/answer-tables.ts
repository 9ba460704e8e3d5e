import { objectShapes } from '../../records/index.ts';
import type { Answer, CompatibleCall } from './call.ts';
import { notKept } from './refusal.ts';
import { createNote, deleteNotesOf, NOTES, updateNote } from './resources/notes.ts';
import { infoOfTable, listOfTable, oneOfTable } from './resources/tables.ts';
import { assignTask, cancelTasksOf, completeTasks, reopenTasks, rescheduleTask, TASKS, updateTask } from './resources/tasks.ts';

/** What may be done with tasks; new ones are given by a template. */
const TASK_ACTIONS: Readonly<Record<string, (call: CompatibleCall) => Promise<Answer>>> = {
  'POST assign': assignTask,
  'POST cancel': cancelTasksOf,
  'POST complete': completeTasks,
  'POST reschedule': rescheduleTask,
  'POST reopen': reopenTasks,
  'PUT ': updateTask,
  'GET getinfo': (call) => infoOfTable(call, TASKS, TASK_FIELDS),
};
const TASK_FIELDS = ['', 'owner', 'subject', 'status', 'date_assigned', 'date_due', 'date_complete', 'call_outcome_id', 'contact_id'];

/** Answers a call about tasks. */
export async function answerOfTasks(call: CompatibleCall, { isMany, action }: { isMany: boolean; action: string }): Promise<Answer> {
  const act = TASK_ACTIONS[`${call.method} ${action}`];
  if (act) return act(call);
  if (call.method !== 'GET' || action !== '') throw notKept();
  return isMany ? listOfTable(call, TASKS) : oneOfTable(call, TASKS, await recordObjects(call));
}

/** Answers a call about notes. */
export async function answerOfNotes(call: CompatibleCall, { isMany, action }: { isMany: boolean; action: string }): Promise<Answer> {
  if (action === 'getinfo') return infoOfTable(call, NOTES, ['data', 'author', 'time']);
  if (action !== '') throw notKept();
  if (call.method === 'PUT') return updateNote(call);
  if (call.method === 'DELETE') return deleteNotesOf(call, isMany);
  if (call.method === 'GET') return isMany ? listOfTable(call, NOTES) : oneOfTable(call, NOTES, await recordObjects(call));
  const { id, objectId } = await createNote(call);
  return oneOfTable({ ...call, parameters: { id } }, NOTES, [objectId]);
}

/** The objects whose records the caller may see, contacts first. */
const recordObjects = async ({ db, viewer }: CompatibleCall): Promise<number[]> =>
  (await objectShapes(db)).map(({ id }) => id).filter((id) => viewer.on(id).view !== 'none');
