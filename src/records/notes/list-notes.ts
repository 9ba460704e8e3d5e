import { usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { notesOfRecord, type NoteRow } from '../queries/notes.ts';
import { recordFor, type RecordId } from '../record-for.ts';
import { mentionsIn } from '../rules/mentions.ts';

const SHOWN = 500;

/** A record's notes, pinned first, and the names of the colleagues they mention. Refuses `not_found`. */
export async function listNotes(
  db: AccountDb,
  viewer: Viewer,
  record: RecordId,
): Promise<{ notes: NoteRow[]; names: { id: number; name: string }[] }> {
  await recordFor(db, viewer, 'view', record);
  const notes = await notesOfRecord(db, record.objectId, record.id, SHOWN);
  const named = new Set(notes.flatMap(({ body }) => mentionsIn(body)));
  const users = named.size === 0 ? [] : await usersOf(db);
  return { notes, names: users.filter(({ id }) => named.has(id)).map(({ id, name }) => ({ id, name })) };
}
