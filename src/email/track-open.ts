import type { Database } from '../app/db.ts';
import { installationOf } from '../accounts/index.ts';
import { readLinkToken } from './letters/link-tokens.ts';
import { deliveryById } from './queries/deliveries.ts';
import { emailOpened } from './events.ts';
import { inAccountOf, noteReceiverDid } from './letters/receiver.ts';

/** Loadings of the same letter within this time are one opening: mail programs load a picture more than once. */
const SAME_OPENING_MS = 60_000;

/** Notes that a letter was opened, when its pixel's token is ours. Never refuses: a picture answers nobody. */
export async function trackOpen(database: Database, token: string): Promise<void> {
  const target = readLinkToken(installationOf(database).secretKey, token);
  if (target?.purpose !== 'open') return;
  await inAccountOf(database, target, async (db) => {
    const delivery = await deliveryById(db, target.deliveryId);
    if (delivery) await noteReceiverDid(db, delivery, { what: 'opened', kind: emailOpened, pauseMs: SAME_OPENING_MS });
  });
}
