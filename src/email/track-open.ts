import type { AccountDb, Database } from '../app/db.ts';
import { installationOf } from '../accounts/index.ts';
import { emailMachineOpened, emailOpened } from './events.ts';
import { readLinkToken } from './letters/link-tokens.ts';
import { inAccountOf, noteMachineDid, noteReceiverDid, visitOf, type Asker } from './letters/receiver.ts';
import { lockDelivery, noteMachineOpening, noteOpening, type TrackedDelivery } from './queries/tracking.ts';
import { isMachine, visitorOfPixel } from './rules/visits-of-letters.ts';

/** Loadings of the same letter within this time are one opening: mail programs load a picture more than once. */
const SAME_OPENING_MS = 60_000;

/**
 * Notes that a letter was opened, when its pixel's token is ours; by a person, or, told apart by what `asker` says of itself, by a program on its own.
 * Never refuses: a picture answers nobody.
 */
export async function trackOpen(database: Database, token: string, asker?: Asker): Promise<void> {
  const target = readLinkToken(installationOf(database).secretKey, token);
  if (target?.purpose !== 'open') return;
  await inAccountOf(database, target, async (db) => {
    const delivery = await lockDelivery(db, target.deliveryId);
    if (delivery) await noteOpened(db, delivery, asker);
  });
}

async function noteOpened(db: AccountDb, delivery: TrackedDelivery, asker: Asker | undefined): Promise<void> {
  const visitor = asker ? visitorOfPixel(visitOf(db, delivery, asker)) : 'person';
  if (isMachine(visitor)) {
    if (delivery.machine_opened_at !== null) return;
    await noteMachineOpening(db, delivery.id);
    return noteMachineDid(db, delivery, emailMachineOpened, { by: visitor });
  }
  const last = delivery.last_opened_at;
  if (last !== null && db.now.getTime() - last.getTime() < SAME_OPENING_MS) return;
  await noteOpening(db, delivery.id);
  await noteReceiverDid(db, delivery, emailOpened, visitor === 'proxy' ? { via: 'proxy' } : {});
}
