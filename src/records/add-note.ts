import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { recordEvent } from '../ledger/index.ts';
import { noteAdded } from './events.ts';
import { insertNote } from './queries/notes.ts';
import type { RecordId } from './record-for.ts';

/** Writes a note on a record. Gives its id. */
export async function addNote(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { record, body }: { record: RecordId; body: string },
): Promise<number> {
  const id = await ids('note', 1);
  const authorId = actor.type === 'user' ? Number(actor.id) : null;
  await insertNote(db, { id, objectId: record.objectId, recordId: record.id, body, authorId });
  await recordEvent(db, actor, { kind: noteAdded, record, subject: { type: 'note', id }, personal: { body: body.slice(0, 500) } });
  return id;
}
