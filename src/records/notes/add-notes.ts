import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { eventsFragment } from '../../ledger/index.ts';
import { noteAdded } from '../events.ts';
import { addedNoteRows, insertNotes } from '../queries/notes.ts';

export interface NewNotes {
  objectId: number;
  notes: readonly { recordId: number; body: string }[];
  authorId: number | null;
  causeId?: number | null;
}

/**
 * Writes a note on each of a set of records, in one statement with its events. A record that is gone or in the bin gets none, and neither
 * does one that has a note of the very same words: what is brought in twice stands there once. Nobody is told as mentioned. Gives how many.
 */
export async function addNotes(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { objectId, notes, authorId, causeId = null }: NewNotes,
): Promise<number> {
  if (notes.length === 0) return 0;
  const firstId = await ids('note', notes.length);
  const events = await eventsFragment(db, actor, {
    kind: noteAdded,
    subjectType: 'note',
    rows: addedNoteRows(objectId, causeId),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'personal'],
  });
  return insertNotes(db, { objectId, firstId, notes, authorId }, events);
}
