import type { AccountDb, Sql } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { eventsFragment } from '../../ledger/index.ts';
import { automationLeft } from '../events.ts';
import { leavingRows, takeOff } from '../queries/leaving.ts';

export type LeavingReason = 'removed' | 'deleted' | 'automation_deleted' | 'exit';

/** Takes everybody off a map, or those among `records` (a select of record ids), before their end; the ledger is told. Gives how many. */
export async function leaveMap(
  db: AccountDb,
  actor: Actor,
  leaving: { automationId: number; reason: LeavingReason; records?: Sql | undefined; causes?: ReadonlyMap<number, number | null> },
): Promise<number> {
  const { automationId, reason, records, causes } = leaving;
  const told = await eventsFragment(db, actor, {
    kind: automationLeft,
    subjectType: 'automation',
    rows: leavingRows(reason, causes),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
  });
  return takeOff(db, { automationId, records }, told);
}

/** Takes records that no longer exist off every map. Gives how many positions there were. */
export async function leaveAllMaps(db: AccountDb, actor: Actor, objectId: number, records: Sql): Promise<number> {
  const told = await eventsFragment(db, actor, {
    kind: automationLeft,
    subjectType: 'automation',
    rows: leavingRows('deleted'),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
  });
  return takeOff(db, { objectId, records }, told);
}
