import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { eventsByCause, type EventRow } from '../ledger/index.ts';
import { ownersOfRecords } from './queries/records.ts';
import { reaches } from './rules/rights.ts';
import { tell, type ToldEvent } from './timeline.ts';

const MOST = 500;

/** An event and what it led to, oldest first, as far as the viewer may see the records they happened to. Refuses `not_found`. */
export async function consequences(db: AccountDb, viewer: Viewer, eventId: number): Promise<ToldEvent[]> {
  const events = await visibleEvents(db, viewer, await eventsByCause(db, eventId, MOST));
  if (!events.some(({ id }) => id === eventId)) throw notFound('event');
  return tell(db, viewer, events);
}

/** Those of the events that happened to records the viewer may see; what is about no record is the account owner's. */
export async function visibleEvents(db: AccountDb, viewer: Viewer, events: readonly EventRow[]): Promise<EventRow[]> {
  const pointers = events
    .filter(({ record_id }) => record_id !== null)
    .map(({ object_id, record_id }) => ({ objectId: object_id!, id: record_id! }));
  const owners = new Map((await ownersOfRecords(db, pointers)).map(({ object_id, id, owner_id }) => [`${object_id}:${id}`, owner_id]));
  return events.filter(({ object_id, record_id }) => {
    if (record_id === null) return viewer.isOwner;
    const owner = owners.get(`${object_id}:${record_id}`);
    return owner !== undefined && reaches(viewer, viewer.on(object_id!).view, owner);
  });
}
