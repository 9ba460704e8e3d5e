import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { noteDeleted } from './events.ts';
import { deleteNoteRow, type NoteRow } from './queries/notes.ts';

/** Removes a note; the ledger keeps what it was. */
export async function deleteNote(db: AccountDb, actor: Actor, note: NoteRow): Promise<void> {
  await deleteNoteRow(db, note.id);
  await recordEvent(db, actor, {
    kind: noteDeleted,
    record: { objectId: note.object_id, id: note.record_id },
    subject: { type: 'note', id: note.id },
    personal: { was: note.body },
  });
}
