import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { viewDeleted } from './events.ts';
import { passViewsOn as passOn, removeViews } from './queries/views.ts';

/** Hands the views a leaving user shared to another user; private ones go to nobody. */
export async function passViewsOn(db: AccountDb, actor: Actor, fromUserId: number, toUserId: number): Promise<void> {
  const gone = await passOn(db, fromUserId, toUserId);
  await removeViews(db, gone);
  for (const id of gone) await recordEvent(db, actor, { kind: viewDeleted, subject: { type: 'view', id } });
}
