import type { AccountDb } from '../app/db.ts';
import { upsertChoices } from './queries/notifications.ts';
import type { Choice } from './schema.ts';

/** Sets how a user is told of topics from now on. */
export async function chooseNotifications(db: AccountDb, userId: number, choices: readonly Choice[]): Promise<void> {
  if (choices.length === 0) return;
  await upsertChoices(
    db,
    choices.map(({ topic, inApp, byMail }) => ({ user_id: userId, topic, in_app: inApp, by_mail: byMail })),
  );
}
