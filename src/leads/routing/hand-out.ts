import type { AccountDb, Database } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { publish } from '../../app/live.ts';
import { lockedOwners } from '../../records/index.ts';
import { firstWaiting, leaveQueue } from '../queries/queue.ts';
import { routerToWake, wakeAt, type RouterRow } from '../queries/routers.ts';
import { distribute, somebodyBackAt } from '../rules/distribute.ts';
import { rowOfRouter } from './row-of-router.ts';
import { shareOut, tellLeft } from './route-records.ts';

/** So many are handed out in a transaction. */
const BATCH = 5_000;

/** Hands out what waits for a router where somebody is there again, the longest waiting first. Gives how many left the queue; 0 when nobody is. */
export async function handOut(database: Database, accountId: number): Promise<number> {
  return database.account(accountId, async (db) => {
    const router = await routerToWake(db);
    return router ? 1 + (await handOutBy(db, router)) : 0;
  });
}

async function handOutBy(db: AccountDb, router: RouterRow): Promise<number> {
  const standing = await rowOfRouter(db, router);
  const waiting = await firstWaiting(db, router.id, BATCH);
  const living = await lockedOwners(
    db,
    router.object_id,
    waiting.map(({ record_id }) => record_id),
  );
  const records = new Map(living.map((record) => [record.id, record]));
  const leads = waiting
    .filter(({ record_id }) => records.has(record_id))
    .map(({ record_id, cause_id }) => ({ id: record_id, from: records.get(record_id)!.owner_id, causeId: cause_id, waited: true }));
  const owned = leads.filter(({ from }) => router.settings.keepOwner && from !== null);
  const open = leads.filter((lead) => !owned.includes(lead));
  // Those for whom still nobody is there keep their place: the decisions come in order, and the first to wait is followed by others alone.
  const decisions = distribute(standing.row, open.length, standing.present).decisions;
  const going = open.filter((_, place) => decisions[place]!.by !== 'wait');
  const gone = waiting.map(({ record_id }) => record_id).filter((id) => !records.has(id));
  await leaveQueue(db, router.id, [...gone, ...owned.map(({ id }) => id), ...going.map(({ id }) => id)]);
  await tellLeft(db, system, router, owned, 'owned');
  await shareOut(db, system, router, standing, going);
  await setWake(db, router, gone.length + owned.length + going.length === waiting.length && waiting.length < BATCH);
  publish(db, `lead-routers/${router.id}`);
  return gone.length + owned.length + going.length;
}

/** Has the queue looked at again when somebody is next there, or at once where more of it may go; never when it is empty. */
export async function setWake(db: AccountDb, router: RouterRow, isEmpty: boolean): Promise<void> {
  if (isEmpty) return wakeAt(db, router.id, undefined);
  const { row, present } = await rowOfRouter(db, router);
  await wakeAt(db, router.id, somebodyBackAt(row, present));
}
