import { sql, type AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { EventKind } from '../../app/kernel/domain.ts';
import { recordEvents } from '../../ledger/index.ts';

/** Which letter an event tells of. */
export interface LetterEvent {
  eventId: number;
  deliveryId: number;
  objectId: number;
  recordId: number;
  messageId: number;
  causeId: number | null;
  reason?: string | null;
  purpose?: string;
  broadcastId?: number | null;
}

/** One event for each letter, in one statement. */
export async function recordLetterEvents(db: AccountDb, actor: Actor, kind: EventKind, letters: readonly LetterEvent[]): Promise<void> {
  if (letters.length === 0) return;
  await recordEvents(db, actor, {
    kind,
    subjectType: 'email',
    columns: ['id', 'object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
    rows: sql`select told.id, told.object_id, told.record_id, told.subject_id, told.cause_id,
        jsonb_strip_nulls(jsonb_build_object('delivery', told.delivery_id, 'reason', told.reason, 'purpose', told.purpose,
          'broadcast', told.broadcast_id)) as data
      from unnest(${letters.map(({ eventId }) => eventId)}::bigint[], ${letters.map(({ objectId }) => objectId)}::integer[],
        ${letters.map(({ recordId }) => recordId)}::bigint[], ${letters.map(({ messageId }) => messageId)}::bigint[],
        ${letters.map(({ causeId }) => causeId)}::bigint[], ${letters.map(({ deliveryId }) => deliveryId)}::bigint[],
        ${letters.map(({ reason }) => reason ?? null)}::text[], ${letters.map(({ purpose }) => purpose ?? null)}::text[],
        ${letters.map(({ broadcastId }) => broadcastId ?? null)}::bigint[])
        told(id, object_id, record_id, subject_id, cause_id, delivery_id, reason, purpose, broadcast_id)`,
  });
}
