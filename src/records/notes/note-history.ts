import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { eventsOfRecord } from '../../ledger/index.ts';
import { noteFor } from '../note-for.ts';
import { tell, type ToldEvent } from '../timeline.ts';

const HISTORY = 100;

/** What happened to a note, newest first, with each text it had. Refuses `not_found`. */
export async function noteHistory(db: AccountDb, viewer: Viewer, id: number): Promise<ToldEvent[]> {
  const note = await noteFor(db, viewer, id, 'view');
  const record = { objectId: note.object_id, id: note.record_id };
  return tell(db, viewer, await eventsOfRecord(db, record, { subject: { type: 'note', id }, limit: HISTORY }));
}
