import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { addressSuppressed } from './events.ts';
import { suppressByHand } from './queries/suppressions.ts';
import { normalisedAddress, type Channel } from './schema.ts';

/** Bars an address for good, whoever carries it now or later: nothing may be sent there. Only its hash is kept. */
export async function suppressAddress(db: AccountDb, actor: Actor, channel: Channel, address: string): Promise<void> {
  await suppressByHand(db, channel, normalisedAddress(address));
  await recordEvent(db, actor, { kind: addressSuppressed, data: { channel } });
}
