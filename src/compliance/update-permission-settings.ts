import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { permissionSettingsChanged } from './events.ts';
import { permissionSettingsRow, writePermissionSettings } from './queries/settings.ts';
import type { PermissionSettings, PermissionSettingsChanges } from './rules/settings-schema.ts';

/**
 * Sets how the account asks for permission, what people may choose themselves, and how often they are written to at most. A confirmation of
 * one's own is in use at once, and looked at by the operator afterwards.
 */
export async function updatePermissionSettings(db: AccountDb, actor: Actor, changes: PermissionSettingsChanges): Promise<void> {
  const before = await permissionSettingsRow(db);
  const message = changes.confirmationMessageId === undefined ? before.confirmation_message_id : changes.confirmationMessageId;
  const isOther = message !== before.confirmation_message_id;
  await writePermissionSettings(db, {
    double_opt_in: changes.doubleOptIn ?? before.double_opt_in,
    confirm_days: changes.confirmDays ?? before.confirm_days,
    confirmation_message_id: message,
    confirmation_review: isOther ? (message === null ? 'standard' : 'provisional') : before.confirmation_review,
    confirmation_note: isOther ? null : before.confirmation_note,
    most_a_day: changes.mostADay === undefined ? before.most_a_day : changes.mostADay,
    most_a_week: changes.mostAWeek === undefined ? before.most_a_week : changes.mostAWeek,
    offers_frequency: changes.offersFrequency ?? before.offers_frequency,
    offers_pause: changes.offersPause ?? before.offers_pause,
    correctable_fields: changes.correctableFields ?? before.correctable_fields,
  });
  await recordEvent(db, actor, { kind: permissionSettingsChanged, data: { ...changes } });
}

/** What the account has set, as it is shown. */
export async function permissionSettings(db: AccountDb): Promise<PermissionSettings> {
  const row = await permissionSettingsRow(db);
  return {
    doubleOptIn: row.double_opt_in,
    confirmDays: row.confirm_days,
    confirmationMessageId: row.confirmation_message_id,
    confirmationReview: row.confirmation_review,
    confirmationNote: row.confirmation_note,
    mostADay: row.most_a_day,
    mostAWeek: row.most_a_week,
    offersFrequency: row.offers_frequency,
    offersPause: row.offers_pause,
    correctableFields: row.correctable_fields,
  };
}
