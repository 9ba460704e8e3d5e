import { namesOfGrants, usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { eventsByIds, eventsOfRecord, type EventRow } from '../ledger/index.ts';
import { objectShapes } from './object-shapes.ts';
import { mergedInto } from './queries/merging.ts';
import { namesOfTags } from './queries/tags.ts';
import { visibleNames } from './read-record.ts';
import { recordFor, type RecordId } from './record-for.ts';
import { changesIn, isTold, type Change } from './rules/told.ts';
import type { ObjectShape } from './schema.ts';

/** An event as a viewer may read it: hidden fields taken out, names in place of ids. */
export interface ToldEvent {
  event: EventRow;
  /** Who did it, by name: a user, an app; of a tool the user it acted for. Null for what has none. */
  actorName: string | null;
  /** What it was done with, by name: the tag. */
  subjectName: string | null;
  /** What changed, field by field. */
  changes: Change[];
  /** Who had the record or the task before, and has it now. */
  hands: { from: string | null; to: string | null } | null;
}

/**
 * What happened to a record and to those merged into it, newest first, before the event `before`. Events of which the viewer may see nothing are left out; `next` is
 * where the following page begins. Refuses `not_found`.
 */
export async function timeline(
  db: AccountDb,
  viewer: Viewer,
  { record, before, kinds, limit }: { record: RecordId; before?: number | undefined; kinds?: readonly string[] | undefined; limit: number },
): Promise<{ events: ToldEvent[]; next: number | null }> {
  await recordFor(db, viewer, 'view', record);
  const page = { limit: limit + 1, ...(before === undefined ? {} : { before }), ...(kinds === undefined ? {} : { kinds }) };
  const found = await eventsOfRecord(db, { ...record, alsoIds: await mergedInto(db, record.objectId, record.id) }, page);
  const events = found.slice(0, limit);
  return { events: await tell(db, viewer, events), next: found.length > limit ? events.at(-1)!.id : null };
}

/** Events as a viewer may read them. Those that speak of hidden fields alone are left out. */
export async function tell(db: AccountDb, viewer: Viewer, events: readonly EventRow[]): Promise<ToldEvent[]> {
  const shapes = new Map((await objectShapes(db)).map((shape) => [shape.id, shape]));
  const told = events
    .map((event) => ({ event, changes: changesIn(event, shapes.get(event.object_id ?? -1), viewer) }))
    .filter(({ event, changes }) => isTold(event, changes));
  const users = new Map((await usersOf(db)).map(({ id, name }) => [id, name]));
  const tags = await namesOfTags(db, subjectsOf(events, 'tag'));
  const parents = await parentNames(db, viewer, told, shapes);
  const userName = (id: unknown): string | null => (id === null || id === undefined ? null : (users.get(Number(id)) ?? null));
  const actors = await namesOfActors(db, events, userName);
  return told.map(({ event, changes }) => ({
    event,
    actorName: actors(event),
    subjectName: event.subject_type === 'tag' ? (tags.get(`${event.object_id}:${event.subject_id}`) ?? null) : null,
    changes: changes.map((change) => ({ ...change, beforeName: parents(change, change.before), afterName: parents(change, change.after) })),
    hands: event.data && 'to' in event.data ? { from: userName(event.data.from), to: userName(event.data.to) } : null,
  }));
}

/** Names of those who did things: users, apps as they were let in, and of tools the users for whom they were called, as the call says that caused it. */
async function namesOfActors(
  db: AccountDb,
  events: readonly EventRow[],
  userName: (id: unknown) => string | null,
): Promise<(event: EventRow) => string | null> {
  const of = (type: EventRow['actor_type']): EventRow[] => events.filter((event) => event.actor_type === type);
  const apps = new Map(
    (await namesOfGrants(db, [...new Set(of('app').map(({ actor_id }) => Number(actor_id)))])).map(({ id, name }) => [id, name]),
  );
  const causes = [...new Set(of('tool').flatMap(({ cause_id }) => cause_id ?? []))];
  const calls = new Map(causes.length === 0 ? [] : (await eventsByIds(db, causes)).map(({ id, data }) => [id, data]));
  return ({ actor_type: type, actor_id: id, cause_id: causeId }) => {
    if (type === 'user') return userName(id);
    if (type === 'app') return apps.get(Number(id)) ?? null;
    return type === 'tool' ? userName(calls.get(causeId ?? 0)?.userId) : null;
  };
}

const subjectsOf = (events: readonly EventRow[], type: string): number[] => [
  ...new Set(events.filter(({ subject_type }) => subject_type === type).map(({ subject_id }) => subject_id!)),
];

/** Names of the records that parent fields pointed to and point to, where the viewer may see them. */
async function parentNames(
  db: AccountDb,
  viewer: Viewer,
  told: readonly { event: EventRow; changes: Change[] }[],
  shapes: ReadonlyMap<number, ObjectShape>,
): Promise<(change: Change, value: unknown) => string | null> {
  const parentOf = new Map<Change['field'], number>();
  const pointers = told.flatMap(({ event, changes }) =>
    changes
      .filter(({ field }) => field.type === 'parent' && shapes.has(event.object_id ?? -1))
      .flatMap(({ field, before, after }) => {
        parentOf.set(field, field.parentObjectId!);
        return [before, after].filter((id) => typeof id === 'number').map((id) => ({ objectId: field.parentObjectId!, id }));
      }),
  );
  const names = new Map((await visibleNames(db, viewer, pointers)).map(({ object_id, id, name }) => [`${object_id}:${id}`, name]));
  return ({ field }, value) => (parentOf.has(field) ? (names.get(`${parentOf.get(field)}:${String(value)}`) ?? null) : null);
}
