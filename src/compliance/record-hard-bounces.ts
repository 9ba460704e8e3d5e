import { sql, type AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvents } from '../ledger/index.ts';
import { PERMISSION_STATUS, setPermissionStatus } from '../records/index.ts';
import { mailBounced } from './events.ts';
import { suppressAddressesOf } from './queries/consents.ts';

/** A letter to a record that came back for good; the event that told of it, where there is one. */
export interface HardBounce {
  recordId: number;
  messageId: number;
  causeId: number | null;
}

/** Mailboxes that do not exist get nothing any more: the records' status is hard bounce, their addresses are barred in the account. */
export async function recordHardBounces(db: AccountDb, actor: Actor, objectId: number, bounces: readonly HardBounce[]): Promise<void> {
  if (bounces.length === 0) return;
  const recordIds = [...new Set(bounces.map(({ recordId }) => recordId))];
  await suppressAddressesOf(db, { objectId, recordIds, channel: 'email' }, { reach: 'all', reason: 'hard_bounce' });
  await setPermissionStatus(db, { objectId, recordIds, channel: 'email', status: PERMISSION_STATUS.hardBounce });
  await recordEvents(db, actor, {
    kind: mailBounced,
    subjectType: 'email',
    rows: sql`select ${objectId}::integer as object_id, b.record_id, b.message_id as subject_id, b.cause_id
              from unnest(${bounces.map(({ recordId }) => recordId)}::bigint[], ${bounces.map(({ messageId }) => messageId)}::bigint[],
                ${bounces.map(({ causeId }) => causeId)}::bigint[]) b(record_id, message_id, cause_id)`,
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id'],
  });
}
