import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { recordEvent } from '../../ledger/index.ts';
import { userOf } from '../complete-task.ts';
import { callLogged } from '../events.ts';
import { insertNote } from '../queries/notes.ts';
import type { RecordId } from '../record-for.ts';
import type { CallInput } from '../rules/task-shapes.ts';
import { tellMentioned } from './tell-mentioned.ts';

const BEGINNING = 500;

/** Logs a call with the person behind a record: a note of kind call. Gives its id. Refuses what `tellMentioned` refuses. */
export async function logCall(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { record, call }: { record: RecordId; call: CallInput },
): Promise<number> {
  const id = await ids('note', 1);
  const { notes, ...about } = call;
  await insertNote(db, { id, objectId: record.objectId, recordId: record.id, body: notes, authorId: userOf(actor), call: about });
  await recordEvent(db, actor, {
    kind: callLogged,
    record,
    subject: { type: 'note', id },
    data: { direction: call.direction, outcome: call.outcome, durationSeconds: call.durationSeconds },
    personal: { number: call.number, body: notes.slice(0, BEGINNING) },
  });
  await tellMentioned(db, actor, { record, noteId: id, body: notes });
  return id;
}
