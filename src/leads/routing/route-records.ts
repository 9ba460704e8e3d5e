import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvents } from '../../ledger/index.ts';
import { lockedOwners, writeRecords } from '../../records/index.ts';
import { leadLeft, leadRouted, leadWaiting } from '../events.ts';
import { joinQueue, ownersSource, routedRows, waitingAmong } from '../queries/queue.ts';
import { countGiven, keepTurn, wakeAt, type RouterRow } from '../queries/routers.ts';
import { daysOf } from '../rules/availability.ts';
import { distribute, somebodyBackAt, type Decision, type Distribution } from '../rules/distribute.ts';
import { loadRouter } from './load-router.ts';
import { rowOfRouter, type RouterStanding } from './row-of-router.ts';

export interface Routing {
  routerId: number;
  recordIds: readonly number[];
  causeIds?: readonly (number | null)[];
}

export interface Routed {
  given: number;
  waiting: number;
  left: number;
}

/** A record on its way to somebody. */
interface Lead {
  id: number;
  from: number | null;
  causeId: number | null;
  waited?: boolean;
}

/**
 * Shares a set of records out by a router, in a handful of statements for all of them and in the order in which they are named. The router is held to
 * the end of the transaction, so that two who share out at once take their turns one after the other. Records that wait already keep
 * their place. Refuses `not_found`.
 */
export async function routeRecords(db: AccountDb, actor: Actor, { routerId, recordIds, causeIds = [] }: Routing): Promise<Routed> {
  const router = await loadRouter(db, routerId, true);
  const standing = await rowOfRouter(db, router);
  const places = new Map(recordIds.map((id, place) => [id, place]));
  const living = await lockedOwners(db, router.object_id, recordIds);
  const waiting = new Set(await waitingAmong(db, routerId, recordIds));
  const found = living.filter(({ id }) => !waiting.has(id));
  const leads = found
    .toSorted((one, other) => places.get(one.id)! - places.get(other.id)!)
    .map(({ id, owner_id }): Lead => ({ id, from: owner_id, causeId: causeIds[places.get(id)!] ?? null }));
  const owned = leads.filter(({ from }) => router.settings.keepOwner && from !== null);
  const open = leads.filter((lead) => !owned.includes(lead));
  await tellLeft(db, actor, router, owned, 'owned');
  return { ...(await shareOut(db, actor, router, standing, open)), left: owned.length };
}

/** Gives leads away as the row decides, and writes down how it stands then. */
export async function shareOut(
  db: AccountDb,
  actor: Actor,
  router: RouterRow,
  standing: RouterStanding,
  leads: readonly Lead[],
): Promise<Routed> {
  const shared = distribute(standing.row, leads.length, standing.present);
  const decided = leads.map((lead, place) => ({ lead, decision: shared.decisions[place]! }));
  const given = decided.flatMap(({ lead, decision }) => (decision.to === null ? [] : [{ lead, decision }]));
  const withFate = (by: 'wait' | 'leave'): Lead[] => decided.filter(({ decision }) => decision.by === by).map(({ lead }) => lead);
  await giveAway(db, actor, router, given);
  await keepStanding(
    db,
    router,
    standing,
    shared,
    given.map(({ decision }) => decision.to),
  );
  const waiting = withFate('wait').filter(({ waited }) => !waited);
  await letWait(db, actor, router, waiting);
  await tellLeft(db, actor, router, withFate('leave'), 'nobody');
  if (withFate('wait').length > 0)
    await wakeAt(db, router.id, somebodyBackAt({ ...standing.row, members: shared.members }, standing.present));
  return { given: given.length, waiting: waiting.length, left: withFate('leave').length };
}

type Given = Extract<Decision, { to: number }>;

async function giveAway(
  db: AccountDb,
  actor: Actor,
  { id: routerId, object_id: objectId }: RouterRow,
  given: readonly { lead: Lead; decision: Given }[],
): Promise<void> {
  if (given.length === 0) return;
  await writeRecords(db, actor, {
    objectId,
    source: ownersSource(given.map(({ lead, decision }) => ({ id: lead.id, to: decision.to, causeId: lead.causeId }))),
    columns: ['owner_id', 'cause_id'],
    fieldIds: [],
  });
  const told = given.map(({ lead, decision }) => ({
    ...lead,
    data: { ownerId: decision.to, from: lead.from, by: decision.by, ...(lead.waited ? { waited: true } : {}) },
  }));
  await recordEvents(db, actor, {
    kind: leadRouted,
    subjectType: 'lead_router',
    rows: routedRows(told, { routerId, objectId }),
    columns: COLUMNS,
  });
}

const COLUMNS = ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'] as const;

async function keepStanding(
  db: AccountDb,
  router: RouterRow,
  { row, present }: RouterStanding,
  shared: Distribution,
  to: readonly number[],
): Promise<void> {
  if (to.length === 0) return;
  await keepTurn(db, router.id, { lastUserId: shared.lastUserId, credits: shared.members });
  // Whoever is named for when nobody is there need not be a member, and is counted by no cap.
  const counts = row.members.flatMap(({ userId, settings }) => {
    const count = to.filter((id) => id === userId).length;
    return count === 0 ? [] : [{ userId, day: daysOf(settings, present).today, given: count }];
  });
  if (counts.length > 0) await countGiven(db, router.id, counts);
}

async function letWait(
  db: AccountDb,
  actor: Actor,
  { id: routerId, object_id: objectId }: RouterRow,
  leads: readonly Lead[],
): Promise<void> {
  if (leads.length === 0) return;
  await joinQueue(db, { routerId, objectId, recordIds: leads.map(({ id }) => id), causeIds: leads.map(({ causeId }) => causeId) });
  const rows = routedRows(
    leads.map((lead) => ({ ...lead, data: {} })),
    { routerId, objectId },
  );
  await recordEvents(db, actor, { kind: leadWaiting, subjectType: 'lead_router', rows, columns: COLUMNS });
}

/** Tells of records that go to nobody. */
export async function tellLeft(
  db: AccountDb,
  actor: Actor,
  { id: routerId, object_id: objectId }: RouterRow,
  leads: readonly Lead[],
  because: 'nobody' | 'owned',
): Promise<void> {
  if (leads.length === 0) return;
  const rows = routedRows(
    leads.map((lead) => ({ ...lead, data: { because } })),
    { routerId, objectId },
  );
  await recordEvents(db, actor, { kind: leadLeft, subjectType: 'lead_router', rows, columns: COLUMNS });
}
