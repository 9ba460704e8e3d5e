import type { AccountDb } from '../app/db.ts';
import { enqueueJob } from '../app/jobs.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { fieldChanged } from './events.ts';
import { fieldOfShape, forgetShapes, objectShape, structureChanged } from './object-shapes.ts';
import { lockOptionChange, noteOptionStatus, writeOptions } from './queries/options.ts';
import { lockStructure } from './queries/shapes.ts';
import { optionsBefore } from './rules/option-change.ts';

/**
 * Offers an option that was taken away again, and gives it back, in the background, to the records that had it and were not changed since.
 * Refuses `not_found`, and what is undone already.
 */
export async function undoOptionChange(db: AccountDb, actor: Actor, { objectId, id }: { objectId: number; id: number }): Promise<void> {
  await lockStructure(db, objectId);
  forgetShapes(db);
  const change = await lockOptionChange(db, id);
  if (change?.object_id !== objectId) throw notFound('change');
  if (change.status === 'undoing' || change.status === 'undone') {
    throw new Problem('already_undone', 'This has been undone already.', { status: 409 });
  }
  const field = fieldOfShape(await objectShape(db, objectId), change.field_id);
  await writeOptions(db, objectId, field.id, optionsBefore(field.options, change.option_id));
  await structureChanged(db);
  const undoEventId = await recordEvent(db, actor, {
    kind: fieldChanged,
    subject: { type: 'field', id: field.id },
    causeId: change.event_id,
    data: { objectId, option: change.option_id, undone: true },
  });
  await noteOptionStatus(db, id, 'undoing', undoEventId);
  await enqueueJob(db, 'records.change-options', { accountId: db.accountId, changeId: id });
}
