import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { PERMISSION_STATUS, setPermissionStatus } from '../records/index.ts';
import { consentWithdrawn } from './events.ts';
import { closeConfirmations } from './queries/confirmations.ts';
import { writeConsents } from './queries/consent-events.ts';
import { lowerable, suppressAddressesOf, type ConsentSet } from './queries/consents.ts';

/**
 * Ends bulk mail (or texts) to people, at once and for their address in the whole account: their status falls to transactional only, their
 * address is suppressed for bulk, the withdrawal is put on record. Asked again it changes nothing, but each asking is proven.
 */
export async function unsubscribe(db: AccountDb, actor: Actor, set: ConsentSet): Promise<void> {
  if (set.recordIds.length === 0) return;
  const { objectId, channel } = set;
  const reason = set.how === 'complaint' ? 'complaint' : 'unsubscribed';
  await suppressAddressesOf(db, set, { reach: 'bulk', reason });
  await setPermissionStatus(db, { objectId, recordIds: await lowerable(db, set), channel, status: PERMISSION_STATUS.transactionalOnly });
  if (channel === 'email') await closeConfirmations(db, objectId, set.recordIds);
  await writeConsents(db, actor, consentWithdrawn, set, 'withdrawn');
}
