import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { passMembershipsOn, wakeWaiting } from './queries/routers.ts';

/** A leaving user's places in lead routers go to whoever takes over; records that wait are looked at again. */
export async function reassign(db: AccountDb, _: Actor, fromUserId: number, toUserId: number): Promise<void> {
  await passMembershipsOn(db, fromUserId, toUserId);
  await wakeWaiting(db);
}
