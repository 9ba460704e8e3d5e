import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { eventsOfRecord } from '../../ledger/index.ts';
import { recordById } from '../queries/records.ts';
import { taskTemplateById, type TaskTemplateRow } from '../queries/task-templates.ts';
import type { TaskRow } from '../queries/tasks.ts';
import { reaches } from '../rules/rights.ts';
import { anyTaskFor } from '../task-for.ts';
import { tell, type ToldEvent } from '../timeline.ts';
import { formOf, type AskedField } from './fill-task-form.ts';

const HISTORY = 100;

export interface ShownTask {
  task: TaskRow;
  template: TaskTemplateRow | undefined;
  form: AskedField[];
  /** The record's version, to save its form upon; null where the viewer may not see the record. */
  version: number | null;
  history: ToldEvent[];
}

/** A task with what may come of it, what completing it asks for, and everything that happened to it. Refuses `not_found`. */
export async function showTask(db: AccountDb, viewer: Viewer, id: number): Promise<ShownTask> {
  const task = await anyTaskFor(db, viewer, id, 'view');
  const { object_id: objectId, record_id: recordId } = task;
  const record = objectId === null || recordId === null ? undefined : await recordById(db, objectId, recordId);
  const isSeen = record !== undefined && reaches(viewer, viewer.on(record.object_id).view, record.owner_id);
  const template = task.template_id === null ? undefined : await taskTemplateById(db, task.template_id);
  const events = record
    ? await eventsOfRecord(db, { objectId: record.object_id, id: record.id }, { subject: { type: 'task', id }, limit: HISTORY })
    : [];
  return {
    task: { ...task, record_name: isSeen ? record.name : null },
    template,
    form: isSeen ? await formOf(db, viewer, task, template) : [],
    version: isSeen ? record.version : null,
    history: await tell(db, viewer, events),
  };
}
