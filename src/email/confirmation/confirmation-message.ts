import type { AccountDb } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { accountSettings } from '../../accounts/index.ts';
import { pageLanguage, permissionSettings } from '../../compliance/index.ts';
import { publishMessage } from '../publish-message.ts';
import { insertStandardMessage, standardMessage } from '../queries/confirmation-messages.ts';
import { publishedMessage } from '../queries/messages.ts';
import { STANDARD_EDITION, STANDARD_LETTERS } from './standard-letters.ts';

/**
 * The message that asks people of an object to confirm: the account's own as long as it is published, of this kind, for this object and not
 * found wanting; else the product's, in the language of the account, made when it is first needed.
 */
export async function confirmationMessage(db: AccountDb, ids: NextIds, objectId: number): Promise<{ id: number; version: number }> {
  const { confirmationMessageId, confirmationReview } = await permissionSettings(db);
  if (confirmationMessageId !== null && confirmationReview !== 'refused') {
    const own = await publishedMessage(db, confirmationMessageId);
    if (own?.purpose === 'confirmation' && own.object_id === objectId) return { id: own.id, version: own.version };
  }
  const language = pageLanguage((await accountSettings(db)).locale);
  const name = `confirmation ${language} ${STANDARD_EDITION}`;
  const standing = await standardMessage(db, objectId, name);
  if (standing) return standing;
  const id = await ids('message', 1);
  const { subject, body } = STANDARD_LETTERS[language];
  await insertStandardMessage(db, { id, objectId, name, subject, body });
  return { id, version: await publishMessage(db, system, id) };
}
