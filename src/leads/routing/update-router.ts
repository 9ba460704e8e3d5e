import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { routerUpdated } from '../events.ts';
import { firstWaiting } from '../queries/queue.ts';
import { membersOf, replaceMembers, updateRouterRow, type MemberRow, type RouterRow } from '../queries/routers.ts';
import type { Member, RouterSettings } from '../rules/router-settings.ts';
import type { RouterChange } from '../schema.ts';
import { setWake } from './hand-out.ts';
import { loadRouter } from './load-router.ts';
import { refuseStrangers } from './refuse-strangers.ts';

/**
 * Changes a lead router. Turns go on where they were; where the shares or those who share change, everybody's account is settled and counting begins
 * anew. Records that wait are looked at again. Refuses `changed_meanwhile` and `no_such_user`.
 */
export async function updateRouter(db: AccountDb, actor: Actor, id: number, change: RouterChange): Promise<RouterRow> {
  const router = await loadRouter(db, id, true);
  if (router.revision !== change.revision) {
    throw new Problem('changed_meanwhile', `“${router.name}” was changed meanwhile. Look at it again before you change it.`, {
      status: 409,
    });
  }
  const name = change.name ?? router.name;
  if (!change.settings) {
    await updateRouterRow(db, id, { name, settings: router.settings });
  } else {
    await refuseStrangers(db, change.settings);
    const { members, ...settings } = change.settings;
    const before = await membersOf(db, id);
    await updateRouterRow(db, id, { name, settings });
    await replaceMembers(db, id, members, settings.how !== router.settings.how || sharesDiffer(before, members));
    const isEmpty = (await firstWaiting(db, id, 1)).length === 0;
    await setWake(db, await loadRouter(db, id), isEmpty);
  }
  await recordEvent(db, actor, { kind: routerUpdated, subject: { type: 'lead_router', id } });
  return loadRouter(db, id);
}

function sharesDiffer(before: readonly MemberRow[], after: readonly Member[]): boolean {
  const shares = new Map(before.map(({ user_id, percent }) => [user_id, percent]));
  return before.length !== after.length || after.some(({ userId, percent }) => shares.get(userId) !== percent);
}

/** A router's settings as people edit them, its members with them. */
export async function settingsOf(db: AccountDb, router: RouterRow): Promise<RouterSettings> {
  const members = await membersOf(db, router.id);
  return {
    ...router.settings,
    members: members.map(({ user_id, percent, settings }) => ({ userId: user_id, percent, settings })),
  };
}
