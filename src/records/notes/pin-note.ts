import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { notePinned } from '../events.ts';
import { updateNotePin, type NoteRow } from '../queries/notes.ts';

/** Puts a note above all others of its record, or back among them. */
export async function pinNote(db: AccountDb, actor: Actor, note: NoteRow, pinned: boolean): Promise<void> {
  if ((note.pinned_at !== null) === pinned) return;
  await updateNotePin(db, note.id, pinned);
  const record = { objectId: note.object_id, id: note.record_id };
  await recordEvent(db, actor, { kind: notePinned, record, subject: { type: 'note', id: note.id }, data: { pinned } });
}
