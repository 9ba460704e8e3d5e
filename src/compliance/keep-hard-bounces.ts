import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { PERMISSION_STATUS, setPermissionStatus } from '../records/index.ts';
import { recordBounces } from './queries/consent-events.ts';
import { suppressAddressesOf } from './queries/consents.ts';

/** Keeps what a file says of mailboxes that were found not to exist: nothing goes there any more, whatever stood here before. */
export async function keepHardBounces(
  db: AccountDb,
  actor: Actor,
  bounced: { objectId: number; recordIds: readonly number[]; importId: number },
): Promise<void> {
  const { objectId, recordIds, importId } = bounced;
  if (recordIds.length === 0) return;
  await suppressAddressesOf(db, { objectId, recordIds, channel: 'email' }, { reach: 'all', reason: 'hard_bounce' });
  await setPermissionStatus(db, { objectId, recordIds, channel: 'email', status: PERMISSION_STATUS.hardBounce });
  await recordBounces(db, actor, { objectId, recordIds, importId });
}
