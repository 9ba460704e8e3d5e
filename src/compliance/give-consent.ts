import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { PERMISSION_STATUS, setPermissionStatus } from '../records/index.ts';
import { requestConfirmation } from './confirmation/request-confirmation.ts';
import { consentGiven } from './events.ts';
import { closeConfirmations } from './queries/confirmations.ts';
import { writeConsents } from './queries/consent-events.ts';
import { causesOf, raisable, releaseAddressesOf, type ConsentSet } from './queries/consents.ts';
import { permissionSettingsRow } from './queries/settings.ts';
import { chooseTopics } from './topics/choose-topics.ts';

/** Ways on which anybody could give somebody else's address: what they say is confirmed where the account wants it. */
const BY_ANYBODY: ReadonlySet<string> = new Set(['form', 'api']);

/**
 * Notes that people themselves asked for mail (`given`), or confirmed it by a click (`confirmed`), and raises their status. Lifts an earlier
 * unsubscription of their address. Leaves out, and does not give back among the ids: who has no address, whose address bounced for good or
 * was barred by hand, who is under review, and who permits as much already. The address's fate outweighs any word. Where the account asks
 * for double opt-in, what forms and programs bring is asked back: `optional` raises at once, `required` when they confirm. `topicIds` are
 * chosen with it.
 */
export async function giveConsent(
  db: AccountDb,
  actor: Actor,
  set: ConsentSet & { topicIds?: readonly number[] | undefined },
  state: 'given' | 'confirmed' = 'given',
): Promise<number[]> {
  if (set.topicIds?.length) {
    await chooseTopics(
      db,
      actor,
      set,
      set.topicIds.map((topicId) => ({ topicId, wanted: true })),
    );
  }
  const mode =
    state === 'given' && set.channel === 'email' && BY_ANYBODY.has(set.how) ? (await permissionSettingsRow(db)).double_opt_in : 'off';
  const status = state === 'confirmed' ? PERMISSION_STATUS.doubleOptIn : PERMISSION_STATUS.singleOptIn;
  const recordIds = await raisable(db, set, status);
  if (recordIds.length === 0) return [];
  const raised = { ...set, recordIds, causeIds: causesOf(set, recordIds) };
  if (mode !== 'required') await raise(db, actor, raised, { state, status });
  if (mode !== 'off') await requestConfirmation(db, actor, raised, { status: mode === 'required' ? PERMISSION_STATUS.unconfirmed : null });
  return recordIds;
}

async function raise(
  db: AccountDb,
  actor: Actor,
  set: ConsentSet,
  { state, status }: { state: 'given' | 'confirmed'; status: number },
): Promise<void> {
  const { objectId, recordIds, channel } = set;
  await releaseAddressesOf(db, set);
  await setPermissionStatus(db, { objectId, recordIds, channel, status });
  if (channel === 'email') await closeConfirmations(db, objectId, recordIds);
  await writeConsents(db, actor, consentGiven, set, state);
}
