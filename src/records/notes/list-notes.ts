import { usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { notesOfRecord, type NotePlace, type NoteRow } from '../queries/notes.ts';
import { recordFor, type RecordId } from '../record-for.ts';
import { mentionsIn } from '../rules/mentions.ts';

/** A page of a record's notes, pinned first, and the names of the colleagues they mention. `next` says behind which note the next page begins. Refuses `not_found`. */
export async function listNotes(
  db: AccountDb,
  viewer: Viewer,
  { record, after, limit }: { record: RecordId; after?: NotePlace | undefined; limit: number },
): Promise<{ notes: NoteRow[]; names: { id: number; name: string }[]; next: string | null }> {
  await recordFor(db, viewer, 'view', record);
  const found = await notesOfRecord(db, { objectId: record.objectId, recordId: record.id, after, limit: limit + 1 });
  const notes = found.slice(0, limit);
  const last = notes.at(-1);
  const named = new Set(notes.flatMap(({ body }) => mentionsIn(body)));
  const users = named.size === 0 ? [] : await usersOf(db);
  return {
    notes,
    names: users.filter(({ id }) => named.has(id)).map(({ id, name }) => ({ id, name })),
    next: found.length > limit && last ? `${last.pinned_at === null ? 0 : 1}.${last.id}` : null,
  };
}
