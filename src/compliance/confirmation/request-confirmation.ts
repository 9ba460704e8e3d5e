import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { setPermissionStatus } from '../../records/index.ts';
import { consentRequested } from '../events.ts';
import { openConfirmations } from '../queries/confirmations.ts';
import { writeConsents } from '../queries/consent-events.ts';
import { causesOf, type ConsentSet } from '../queries/consents.ts';
import { permissionSettingsRow } from '../queries/settings.ts';

/** Whoever was asked a moment ago is not asked again, however often a form is sent. */
const ASK_AGAIN_AFTER_MS = 10 * 60_000;
/** So often is somebody asked who does not answer; then their address is left alone. */
const ASKED_MOST = 5;

/**
 * Asks people to confirm that they want mail: a letter with a link follows. With `status` they stand there until they do. Gives the ids of
 * those a letter goes to: not who was asked a moment ago, or too often.
 */
export async function requestConfirmation(
  db: AccountDb,
  actor: Actor,
  set: ConsentSet,
  { status }: { status: number | null },
): Promise<number[]> {
  const { objectId, recordIds, channel } = set;
  if (status !== null) await setPermissionStatus(db, { objectId, recordIds, channel, status });
  const { confirm_days } = await permissionSettingsRow(db);
  const asked = await openConfirmations(db, {
    objectId,
    recordIds,
    expiresAt: new Date(db.now.getTime() + confirm_days * 86_400_000),
    askedBefore: new Date(db.now.getTime() - ASK_AGAIN_AFTER_MS),
    most: ASKED_MOST,
  });
  if (asked.length > 0)
    await writeConsents(db, actor, consentRequested, { ...set, recordIds: asked, causeIds: causesOf(set, asked) }, 'requested');
  return asked;
}
