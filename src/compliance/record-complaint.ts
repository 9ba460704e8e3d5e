import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { complaintReceived } from './events.ts';
import { unsubscribe } from './unsubscribe.ts';

/**
 * A receiver called a letter spam: they are unsubscribed at once, with their address in the whole account, and the complaint counts in the
 * account's rate. Told twice of one letter it changes nothing more.
 */
export async function recordComplaint(
  db: AccountDb,
  actor: Actor,
  complaint: { objectId: number; recordId: number; messageId: number; deliveryId: number | null; causeId: number | null },
): Promise<void> {
  const { objectId, recordId, deliveryId, causeId } = complaint;
  const eventId = await recordEvent(db, actor, {
    kind: complaintReceived,
    record: { objectId, id: recordId },
    subject: { type: 'email', id: complaint.messageId },
    ...(causeId === null ? {} : { causeId }),
    data: { delivery: deliveryId },
  });
  await unsubscribe(db, actor, {
    objectId,
    recordIds: [recordId],
    channel: 'email',
    how: 'complaint',
    sourceId: deliveryId ?? undefined,
    causeIds: [eventId],
  });
}
