import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { noteById, type NoteRow } from './queries/notes.ts';
import { recordFor } from './record-for.ts';

/** A note whose record the viewer may edit, or see. Refuses `not_found` and `not_allowed`. */
export async function noteFor(db: AccountDb, viewer: Viewer, id: number, purpose: 'view' | 'edit' = 'edit'): Promise<NoteRow> {
  const note = await noteById(db, id);
  if (!note) throw notFound('note');
  await recordFor(db, viewer, purpose, { objectId: note.object_id, id: note.record_id });
  return note;
}
