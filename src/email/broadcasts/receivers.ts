import type { AccountDb, Sql } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, criteriaOf, groupById, matching, refuseProblems } from '../../criteria/index.ts';
import { onePerAddress } from '../../records/index.ts';
import { broadcastById } from '../queries/broadcasts.ts';
import { chosenFrom } from '../queries/receivers.ts';
import type { Receivers } from '../rules/broadcast-schema.ts';

/** Two selects of `id`, to be read across the wall. */
export interface ReceiverSet {
  /** All that were asked for and that the viewer may see. */
  everybody: Sql;
  /** Of these, one for each address. */
  addressed: Sql;
}

/** Whom a broadcast is for, at this moment and through the viewer's eyes. Refuses what criteria refuse, and a group or broadcast that is not there. */
export async function receiversOf(db: AccountDb, viewer: Viewer, asked: { objectId: number; which: Receivers }): Promise<ReceiverSet> {
  const { objectId, which } = asked;
  if (which.group !== undefined && (await groupById(db, viewer, which.group)).object_id !== objectId) throw notFound('group');
  if (which.unopenedOf !== undefined && (await broadcastById(db, which.unopenedOf))?.object_id !== objectId) throw notFound('broadcast');
  const criteria = criteriaOf({ objectId, viewer, ...which });
  const context = await criteriaContext(db, { objectId, viewer, criteria });
  refuseProblems(criteria, context);
  const everybody = chosenFrom(db, matching(criteria, context), which);
  return { everybody, addressed: onePerAddress({ accountId: db.accountId, objectId, members: everybody }) };
}
