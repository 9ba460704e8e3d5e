import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { eventsFragment } from '../ledger/index.ts';
import { ownerChanged, taskReassigned } from './events.ts';
import { moveRecords, movedRecordRows } from './queries/owners.ts';
import { moveTaskTemplates } from './queries/task-templates.ts';
import { objectShapes } from './object-shapes.ts';
import { namingSource } from './queries/sets.ts';
import { movedTaskRows, moveTasks } from './queries/tasks.ts';
import { writeRecords } from './write-records.ts';

/** Hands everything a leaving user has, records, pending tasks, task templates and the fields that name them, to another user. */
export async function reassign(db: AccountDb, actor: Actor, fromUserId: number, toUserId: number): Promise<void> {
  const columns = ['object_id', 'record_id', 'data'] as const;
  const records = await eventsFragment(db, actor, { kind: ownerChanged, rows: movedRecordRows(fromUserId, toUserId), columns });
  await moveRecords(db, fromUserId, toUserId, records);
  const tasks = await eventsFragment(db, actor, {
    kind: taskReassigned,
    subjectType: 'task',
    rows: movedTaskRows(fromUserId, toUserId),
    columns: [...columns, 'subject_id'],
  });
  await moveTasks(db, fromUserId, toUserId, tasks);
  await moveTaskTemplates(db, fromUserId, toUserId);
  for (const shape of await objectShapes(db)) {
    const fields = shape.fields.filter(({ type }) => type === 'user');
    if (fields.length === 0) continue;
    const fieldIds = fields.map(({ id }) => id);
    await writeRecords(db, actor, { objectId: shape.id, source: namingSource(db, shape.id, { fieldIds, fromUserId, toUserId }), fieldIds });
  }
}
