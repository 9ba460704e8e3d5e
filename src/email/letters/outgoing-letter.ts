import type { Database } from '../../app/db.ts';
import { installationOf } from '../../accounts/index.ts';
import type { DeliveryRow } from '../queries/deliveries.ts';
import type { VersionRow } from '../queries/messages.ts';
import { letterHeaders } from '../rules/headers.ts';
import type { LetterFrom } from '../sender/find-senders.ts';
import { fillLetter, keptTemplates, trackedLinks } from './letter.ts';
import { messageIdOf } from './message-ids.ts';

/** A letter as its receiver reads it, with its headers and its links' targets. */
export interface OutgoingLetter {
  headers: readonly (readonly [string, string])[];
  subject: string;
  html: string;
  text: string;
  targets: readonly string[];
}

/** One delivery's letter, filled in as it left or would leave; without the pixel, because looking at it is no opening. */
export function outgoingLetter(
  accountId: number,
  database: Database,
  { from, delivery, version, values }: { from: LetterFrom; delivery: DeliveryRow; version: VersionRow; values: object },
): OutgoingLetter {
  const installation = installationOf(database);
  const { id: deliveryId, object_id: objectId, record_id: recordId, address } = delivery;
  const links = { ...trackedLinks(installation, { accountId, deliveryId, objectId, recordId, address }), pixel: null };
  const { html, text, subject, targets } = fillLetter(keptTemplates(database, accountId, version), values, links);
  const headers = letterHeaders({
    ...from,
    subject,
    unsubscribeUrl: version.purpose === 'bulk' ? links.unsubscribe : null,
    messageId: messageIdOf(installation.secretKey, { accountId, deliveryId }, new URL(installation.baseUrl).hostname),
    thread: delivery.headers,
  });
  return { headers, html, text, subject, targets };
}
