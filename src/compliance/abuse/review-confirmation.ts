import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { confirmationReviewed } from '../events.ts';
import { ownersToTell } from '../owners-to-tell.ts';
import { permissionSettingsRow, writePermissionSettings } from '../queries/settings.ts';

/**
 * Says of an account's own confirmation whether it may stay. One that is refused is switched off at once, the product's is used in its stead,
 * and the owners are told why. Refuses with `not_found` where there is none.
 */
export async function reviewConfirmation(
  db: AccountDb,
  actor: Actor,
  { verdict, note }: { verdict: 'approved' | 'refused'; note: string },
): Promise<void> {
  const settings = await permissionSettingsRow(db);
  if (settings.confirmation_message_id === null) throw notFound('confirmation of its own');
  await writePermissionSettings(db, { ...settings, confirmation_review: verdict, confirmation_note: note || null });
  await recordEvent(db, actor, {
    kind: confirmationReviewed,
    subject: { type: 'email', id: settings.confirmation_message_id },
    data: { verdict, userIds: verdict === 'refused' ? await ownersToTell(db) : [] },
    personal: { text: note },
  });
}
