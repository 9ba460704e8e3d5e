import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { addressReleased } from './events.ts';
import { releaseByHand } from './queries/suppressions.ts';
import { normalisedAddress, type Channel } from './schema.ts';

/** Takes a bar off an address; the status of records that carry it stays as it is. Refuses with `not_found` one that is not barred. */
export async function releaseAddress(db: AccountDb, actor: Actor, channel: Channel, address: string): Promise<void> {
  if (!(await releaseByHand(db, channel, normalisedAddress(address)))) throw notFound('suppressed address');
  await recordEvent(db, actor, { kind: addressReleased, data: { channel } });
}
