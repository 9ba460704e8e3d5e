import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { noteChanged } from './events.ts';
import { updateNoteRow, type NoteRow } from './queries/notes.ts';

/** Writes a note's text anew. The same text changes nothing. */
export async function changeNote(db: AccountDb, actor: Actor, note: NoteRow, body: string): Promise<void> {
  if (note.body === body) return;
  await updateNoteRow(db, note.id, body);
  const record = { objectId: note.object_id, id: note.record_id };
  await recordEvent(db, actor, {
    kind: noteChanged,
    record,
    subject: { type: 'note', id: note.id },
    personal: { body: body.slice(0, 500) },
  });
}
