import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvents } from '../ledger/index.ts';
import { PERMISSION_STATUS, setPermissionStatus } from '../records/index.ts';
import { mailBounced } from './events.ts';
import { suppressAddressesOf } from './queries/consents.ts';
import { bouncedRows, type HardBounce } from './queries/hard-bounces.ts';

/** Mailboxes that do not exist get nothing any more: the records' status is hard bounce, their addresses are barred in the account. */
export async function recordHardBounces(db: AccountDb, actor: Actor, objectId: number, bounces: readonly HardBounce[]): Promise<void> {
  if (bounces.length === 0) return;
  const recordIds = [...new Set(bounces.map(({ recordId }) => recordId))];
  await suppressAddressesOf(db, { objectId, recordIds, channel: 'email' }, { reach: 'all', reason: 'hard_bounce' });
  await setPermissionStatus(db, { objectId, recordIds, channel: 'email', status: PERMISSION_STATUS.hardBounce });
  await recordEvents(db, actor, {
    kind: mailBounced,
    subjectType: 'email',
    rows: bouncedRows(objectId, bounces),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id'],
  });
}
