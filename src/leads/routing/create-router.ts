import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { objectShape } from '../../records/index.ts';
import { routerCreated } from '../events.ts';
import { allRouters, insertRouter, replaceMembers, type RouterRow } from '../queries/routers.ts';
import { MOST_ROUTERS, type NewRouter } from '../schema.ts';
import { loadRouter } from './load-router.ts';
import { refuseStrangers } from './refuse-strangers.ts';

/** Makes a lead router. Refuses `no_such_user`, an unknown object, and more than two hundred. */
export async function createRouter(db: AccountDb, actor: Actor, ids: NextIds, asked: NewRouter): Promise<RouterRow> {
  const { objectId, name, settings } = asked;
  await objectShape(db, objectId);
  await refuseStrangers(db, settings);
  if ((await allRouters(db)).length >= MOST_ROUTERS) {
    throw new Problem('too_many_routers', `An account may have at most ${MOST_ROUTERS} lead routers. Delete one that is not used.`);
  }
  const id = await ids('lead-router', 1);
  const { members, ...kept } = settings;
  await insertRouter(db, { id, objectId, name, settings: kept });
  await replaceMembers(db, id, members, true);
  await recordEvent(db, actor, { kind: routerCreated, subject: { type: 'lead_router', id }, data: { objectId } });
  return loadRouter(db, id);
}
