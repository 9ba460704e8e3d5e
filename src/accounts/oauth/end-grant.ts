import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { appDisconnected } from '../events.ts';
import { endGrantRows, grantRows, grantsOfApp } from '../queries/grants.ts';

export type GrantEnd = 'user' | 'user_left' | 'app' | 'app_removed' | 'reused';

/** Ends a grant at once: its tokens open nothing from now on. */
export async function endGrant(db: AccountDb, actor: Actor, grant: { id: number; userId: number; why: GrantEnd }): Promise<void> {
  if (!(await endGrantRows(db, [grant.id]))) return;
  await recordEvent(db, actor, {
    kind: appDisconnected,
    subject: { type: 'app_grant', id: grant.id },
    data: { userId: grant.userId, why: grant.why },
  });
}

/** Ends all that a user let apps do. */
export async function endGrantsOf(db: AccountDb, actor: Actor, userId: number): Promise<void> {
  for (const { id } of await grantRows(db, userId)) await endGrant(db, actor, { id, userId, why: 'user_left' });
}

/** Ends all that users of this account let an app do, which is about to be taken away. */
export async function endGrantsOfApp(db: AccountDb, actor: Actor, clientId: string): Promise<void> {
  for (const { id, user_id } of await grantsOfApp(db, clientId)) await endGrant(db, actor, { id, userId: user_id, why: 'app_removed' });
}
