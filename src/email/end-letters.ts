import type { AccountDb, Database } from '../app/db.ts';
import { accountSettings, installationOf } from '../accounts/index.ts';
import { permissionLinks, unsubscribe } from '../compliance/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { touchActivity } from '../records/index.ts';
import { emailUnsubscribed } from './events.ts';
import { readLinkToken } from './letters/link-tokens.ts';
import { inAccountOf, receiverOf } from './letters/receiver.ts';
import { deliveryById, type DeliveryRow } from './queries/deliveries.ts';
import { noteUnsubscribed } from './queries/tracking.ts';

/** What a token of the unsubscribe link would end. */
export interface Ending {
  company: string;
  locale: string;
  preferencesUrl: string;
}

/** Whose letters a token of the unsubscribe link would end; undefined for a token that is not ours. Changes nothing. */
export async function senderToEnd(database: Database, token: string): Promise<Ending | undefined> {
  const target = readLinkToken(installationOf(database).secretKey, token);
  if (target?.purpose !== 'unsubscribe') return undefined;
  return inAccountOf(database, target, async (db) => {
    const delivery = await deliveryById(db, target.deliveryId);
    return delivery && endingOf(db, database, delivery);
  });
}

/**
 * Ends the bulk mail of whoever got the letter of this token, at once: letters that are queued already do not leave either. Gives
 * whose they were, or undefined for a token that is not ours. However often it is asked, the answer is the same.
 */
export async function endLetters(database: Database, token: string): Promise<Ending | undefined> {
  const target = readLinkToken(installationOf(database).secretKey, token);
  if (target?.purpose !== 'unsubscribe') return undefined;
  return inAccountOf(database, target, async (db) => {
    const delivery = await deliveryById(db, target.deliveryId);
    if (!delivery) return undefined;
    const record = { objectId: delivery.object_id, id: delivery.record_id };
    const receiver = receiverOf(delivery);
    const causeId = await recordEvent(db, receiver, {
      kind: emailUnsubscribed,
      record,
      subject: { type: 'email', id: delivery.message_id },
      ...(delivery.event_id === null ? {} : { causeId: delivery.event_id }),
      data: { delivery: delivery.id },
    });
    await noteUnsubscribed(db, delivery.id);
    await unsubscribe(db, receiver, {
      objectId: record.objectId,
      recordIds: [record.id],
      channel: 'email',
      how: 'link',
      sourceId: delivery.id,
      causeIds: [causeId],
    });
    await touchActivity(db, record.objectId, [record.id]);
    return endingOf(db, database, delivery);
  });
}

async function endingOf(db: AccountDb, database: Database, delivery: DeliveryRow): Promise<Ending> {
  const { name: company, locale } = await accountSettings(db);
  const whom = { accountId: db.accountId, objectId: delivery.object_id, recordId: delivery.record_id };
  return { company, locale, preferencesUrl: permissionLinks(installationOf(database), whom).preferences };
}
