import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { PERMISSION_STATUS, setPermissionStatus } from '../records/index.ts';
import { mailBounced } from './events.ts';
import { suppressAddressesOf } from './queries/consents.ts';

/** A mailbox that does not exist gets nothing any more: the record's status is hard bounce, its address is barred in the account. */
export async function recordHardBounce(
  db: AccountDb,
  actor: Actor,
  bounce: { objectId: number; recordId: number; messageId: number; causeId: number | null },
): Promise<void> {
  const { objectId, recordId } = bounce;
  await suppressAddressesOf(db, { objectId, recordIds: [recordId], channel: 'email' }, { reach: 'all', reason: 'hard_bounce' });
  await setPermissionStatus(db, { objectId, recordIds: [recordId], channel: 'email', status: PERMISSION_STATUS.hardBounce });
  await recordEvent(db, actor, {
    kind: mailBounced,
    record: { objectId, id: recordId },
    subject: { type: 'email', id: bounce.messageId },
    ...(bounce.causeId === null ? {} : { causeId: bounce.causeId }),
  });
}
