import { sql, type AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';

export interface EventRow {
  id: number;
  at: Date;
  recorded_at: Date;
  kind: string;
  actor_type: Actor['type'];
  actor_id: string | null;
  object_id: number | null;
  record_id: number | null;
  subject_type: string | null;
  subject_id: number | null;
  cause_id: number | null;
  data: Record<string, unknown> | null;
  personal: Record<string, unknown> | null;
}

/** What is told of an event, for a larger statement over events `e`. */
export const EVENT = sql`e.id, e.at, e.recorded_at, e.kind, e.actor_type, e.actor_id, e.object_id, e.record_id, e.subject_type, e.subject_id,
  e.cause_id, e.data, e.personal`;

/** A record's events, newest first, before the event `before` where given; of some kinds, or about one subject, where these are. */
export async function eventsOfRecord(
  db: AccountDb,
  /** `alsoIds`: records whose events are told with its own. */
  record: { objectId: number; id: number; alsoIds?: readonly number[] },
  page: { before?: number; kinds?: readonly string[]; subject?: { type: string; id: number }; limit: number },
): Promise<EventRow[]> {
  const older = page.before === undefined ? sql`` : sql`and e.id < ${page.before}`;
  const chosen = page.kinds === undefined ? sql`` : sql`and e.kind = any(${page.kinds}::text[])`;
  const about = page.subject === undefined ? sql`` : sql`and e.subject_type = ${page.subject.type} and e.subject_id = ${page.subject.id}`;
  const those = record.alsoIds?.length ? sql`= any(${[record.id, ...record.alsoIds]}::bigint[])` : sql`= ${record.id}`;
  return db.many(
    sql`select ${EVENT} from events e
        where e.account_id = ${db.accountId} and e.object_id = ${record.objectId} and e.record_id ${those} ${older} ${chosen} ${about}
        order by e.id desc limit ${page.limit}`,
  );
}

export interface RecordChanges {
  kinds: readonly string[];
  /** Only those that made a version after this one. */
  since?: number;
  /** Only those of this field, and those that tell of no single field. */
  fieldId?: number;
  skip?: number;
  limit: number;
}

/** The events that changed a record, last change first: by the version they made, and before versions were kept, by time. */
export async function changesOfRecord(
  db: AccountDb,
  record: { objectId: number; id: number },
  { kinds, since, fieldId, skip = 0, limit }: RecordChanges,
): Promise<EventRow[]> {
  const newer = since === undefined ? sql`` : sql`and (e.data->>'version')::bigint > ${since}`;
  const ofField =
    fieldId === undefined ? sql`` : sql`and (e.data->'fields' is null or e.data->'fields' @> ${JSON.stringify([fieldId])}::jsonb)`;
  return db.many(
    sql`select ${EVENT} from events e
        where e.account_id = ${db.accountId} and e.object_id = ${record.objectId} and e.record_id = ${record.id}
          and e.kind = any(${kinds}::text[]) ${newer} ${ofField}
        order by (e.data->>'version')::bigint desc nulls last, e.recorded_at desc, e.id desc offset ${skip} limit ${limit}`,
  );
}

/** What an event led to, and the event itself first. */
export async function eventsByCause(db: AccountDb, causeId: number, limit: number): Promise<EventRow[]> {
  return db.many(
    sql`select ${EVENT} from events e
        where e.account_id = ${db.accountId} and (e.id = ${causeId} or e.cause_id = ${causeId})
        order by e.id limit ${limit}`,
  );
}

/** Those of the named events that are still kept. */
export async function eventsByIds(db: AccountDb, ids: readonly number[]): Promise<EventRow[]> {
  return db.many(sql`select ${EVENT} from events e where e.account_id = ${db.accountId} and e.id = any(${ids}::bigint[]) order by e.id`);
}

/** What these events led to at once, oldest first. */
export async function eventsOfCauses(db: AccountDb, causeIds: readonly number[], limit: number): Promise<EventRow[]> {
  return db.many(
    sql`select ${EVENT} from events e
        where e.account_id = ${db.accountId} and e.cause_id = any(${causeIds}::bigint[]) order by e.id limit ${limit}`,
  );
}
