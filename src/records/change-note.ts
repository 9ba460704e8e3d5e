import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { noteChanged } from './events.ts';
import { tellMentioned } from './notes/tell-mentioned.ts';
import { updateNoteRow, type NoteRow } from './queries/notes.ts';

/** Writes a note's text anew; the ledger keeps what it was. The same text changes nothing. Refuses what `tellMentioned` refuses. */
export async function changeNote(db: AccountDb, actor: Actor, note: NoteRow, body: string): Promise<void> {
  if (note.body === body) return;
  await updateNoteRow(db, note.id, body);
  const record = { objectId: note.object_id, id: note.record_id };
  await recordEvent(db, actor, {
    kind: noteChanged,
    record,
    subject: { type: 'note', id: note.id },
    personal: { body: body.slice(0, 500), was: note.body },
  });
  await tellMentioned(db, actor, { record, noteId: note.id, body, before: note.body });
}
