import type { Database } from '../app/db.ts';
import { installationOf } from '../accounts/index.ts';
import { fillerOf, isTracked } from '../documents/index.ts';
import { emailClicked } from './events.ts';
import { readLinkToken } from './letters/link-tokens.ts';
import { inAccountOf, noteReceiverDid } from './letters/receiver.ts';
import { deliveryById } from './queries/deliveries.ts';
import { versionOf } from './queries/messages.ts';

/** A double click is one click. */
const SAME_CLICK_MS = 2_000;

/**
 * Notes that a link in a letter was followed and gives where it leads: only ever an address that stands in the version the letter was made
 * from, filled in with what the letter was. Undefined for a token that is not ours.
 */
export async function trackClick(database: Database, token: string): Promise<string | undefined> {
  const target = readLinkToken(installationOf(database).secretKey, token);
  if (target === undefined || typeof target.purpose !== 'number') return undefined;
  const index = target.purpose;
  return inAccountOf(database, target, async (db) => {
    const delivery = await deliveryById(db, target.deliveryId);
    const link = delivery && (await versionOf(db, delivery.message_id, delivery.version))?.links[index];
    if (!delivery || link === undefined || !isTracked(link)) return undefined;
    const address = addressOf(link, delivery.merge_values ?? {});
    if (address)
      await noteReceiverDid(db, delivery, {
        what: 'clicked',
        kind: emailClicked,
        pauseMs: SAME_CLICK_MS,
        data: { link: index, address: link },
      });
    return address;
  });
}

function addressOf(link: string, values: object): string | undefined {
  const address = fillerOf(link, 'url').fill(values).trim();
  return URL.canParse(address) && isTracked(address) ? new URL(address).href : undefined;
}
