import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { changesOfRecord, type EventRow } from '../ledger/index.ts';
import { recordCreated, recordUpdated } from './events.ts';
import { objectShape } from './object-shapes.ts';
import type { RecordName } from './queries/records.ts';
import { pointersOf, visibleNames } from './read-record.ts';
import { recordFor, type RecordId } from './record-for.ts';
import { visibleFields } from './rules/rights.ts';
import { storedValues } from './rules/stored-value.ts';
import { rolledBack, type Moment, type Standing } from './rules/roll-back.ts';
import type { FieldShape, Value } from './schema.ts';

const READ_AT_ONCE = 500;

export interface FormerRecord {
  /** When the event was that the moment stands beside. */
  at: Date;
  /** The fields the viewer may see. */
  fields: FieldShape[];
  values: Record<string, Value>;
  /** Those of the fields whose value then is no longer kept. */
  unknown: number[];
  parents: RecordName[];
}

/** A record's values as they stood at a moment of its history, as far as the ledger keeps them. Refuses `not_found`. */
export async function recordAsOf(
  db: AccountDb,
  viewer: Viewer,
  { record, moment }: { record: RecordId; moment: Moment },
): Promise<FormerRecord> {
  const stands = await recordFor(db, viewer, 'view', record);
  const shape = await objectShape(db, record.objectId);
  const fields = visibleFields(viewer, shape);
  const events = await eventsBackTo(db, record, moment.event);
  const then: Standing | undefined = rolledBack(storedValues(shape, stands), events, moment);
  if (!then) throw notFound('event of this record');
  const values = Object.fromEntries(fields.flatMap(({ id }) => (then.values[id] === undefined ? [] : [[id, then.values[id]]])));
  return {
    at: events.find(({ id }) => id === moment.event)!.at,
    fields,
    values,
    unknown: fields.filter(({ id }) => then.unknown.has(String(id))).map(({ id }) => id),
    parents: await visibleNames(db, viewer, pointersOf(fields, values)),
  };
}

/** The changes of a record, last first, as far back as the event. */
async function eventsBackTo(db: AccountDb, record: RecordId, eventId: number): Promise<EventRow[]> {
  const events: EventRow[] = [];
  for (;;) {
    const page = await changesOfRecord(db, record, {
      kinds: [recordCreated.kind, recordUpdated.kind],
      skip: events.length,
      limit: READ_AT_ONCE,
    });
    events.push(...page);
    if (page.length < READ_AT_ONCE || page.some(({ id }) => id === eventId)) return events;
  }
}
