import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { recordFor, type RecordId } from '../../records/index.ts';
import { eventReceived } from '../events.ts';
import type { ReceivedEvent } from '../rules/received-event.ts';

/**
 * Puts on record what a program says happened to a record; triggers ask for its name and its values. Gives the id of the event. Refuses records that the
 * caller may not edit.
 */
export async function receiveEvent(
  db: AccountDb,
  actor: Actor,
  { viewer, record, event: { name, data } }: { viewer: Viewer; record: RecordId; event: ReceivedEvent },
): Promise<{ id: number }> {
  await recordFor(db, viewer, 'edit', record);
  // What a program says of a person is theirs, and goes when they are erased.
  const id = await recordEvent(db, actor, { kind: eventReceived, record, data: { name }, personal: { values: data } });
  return { id };
}
