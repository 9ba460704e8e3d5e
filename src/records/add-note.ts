import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { recordEvent } from '../ledger/index.ts';
import { userOf } from './complete-task.ts';
import { noteAdded } from './events.ts';
import { tellMentioned } from './notes/tell-mentioned.ts';
import { insertNote } from './queries/notes.ts';
import type { RecordId } from './record-for.ts';

/** Writes a note on a record, and tells whom it names. Gives its id. Refuses what `tellMentioned` refuses. */
export async function addNote(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { record, body }: { record: RecordId; body: string },
): Promise<number> {
  const id = await ids('note', 1);
  await insertNote(db, { id, objectId: record.objectId, recordId: record.id, body, authorId: userOf(actor) });
  await recordEvent(db, actor, { kind: noteAdded, record, subject: { type: 'note', id }, personal: { body: body.slice(0, 500) } });
  await tellMentioned(db, actor, { record, noteId: id, body });
  return id;
}
