import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { eventsFragment } from '../../ledger/index.ts';
import { noteDeleted } from '../events.ts';
import { deletedNoteRows, deleteNoteRows } from '../queries/notes.ts';

/** Removes notes, in one statement with its events: the ledger keeps what they were. Gives how many there were. */
export async function deleteNotes(db: AccountDb, actor: Actor, noteIds: readonly number[]): Promise<number> {
  const events = await eventsFragment(db, actor, {
    kind: noteDeleted,
    subjectType: 'note',
    rows: deletedNoteRows,
    columns: ['object_id', 'record_id', 'subject_id', 'personal'],
  });
  return deleteNoteRows(db, noteIds, events);
}
