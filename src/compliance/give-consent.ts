import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { PERMISSION_STATUS, setPermissionStatus } from '../records/index.ts';
import { consentGiven } from './events.ts';
import { writeConsents } from './queries/consent-events.ts';
import { raisable, releaseAddressesOf, type ConsentSet } from './queries/consents.ts';

/**
 * Notes that people themselves asked for mail (`given`), or confirmed it by a click (`confirmed`), and raises their status. Lifts an earlier
 * unsubscription of their address. Leaves out, and does not give back among the ids: who has no address, whose address bounced for good or
 * was barred by hand, who is under review, and who permits as much already. The address's fate outweighs any word.
 */
export async function giveConsent(db: AccountDb, actor: Actor, set: ConsentSet, state: 'given' | 'confirmed' = 'given'): Promise<number[]> {
  const status = state === 'confirmed' ? PERMISSION_STATUS.doubleOptIn : PERMISSION_STATUS.singleOptIn;
  const recordIds = await raisable(db, set, status);
  if (recordIds.length === 0) return [];
  const raised = { ...set, recordIds, causeIds: causesOf(set, recordIds) };
  await releaseAddressesOf(db, raised);
  await setPermissionStatus(db, { objectId: set.objectId, recordIds, channel: set.channel, status });
  await writeConsents(db, actor, consentGiven, raised, state);
  return recordIds;
}

/** The causes of those of a set's records that are left. */
export function causesOf({ recordIds, causeIds }: ConsentSet, left: readonly number[]): (number | null)[] | undefined {
  if (!causeIds) return undefined;
  const byRecord = new Map(recordIds.map((id, index) => [id, causeIds[index] ?? null]));
  return left.map((id) => byRecord.get(id) ?? null);
}
