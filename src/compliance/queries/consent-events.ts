import { sql, type AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { EventKind } from '../../app/kernel/domain.ts';
import { newEventIds, recordEvents } from '../../ledger/index.ts';
import { mailBounced } from '../events.ts';
import type { ConsentState } from '../schema.ts';
import { evidenceOf, evidencesOf, insertConsents, type ConsentSet } from './consents.ts';

/** The proof of a consent given or withdrawn and the event that tells of it, one of each for every record. */
export async function writeConsents(db: AccountDb, actor: Actor, kind: EventKind, set: ConsentSet, state: ConsentState): Promise<void> {
  const eventIds = await newEventIds(db, set.recordIds.length);
  await insertConsents(db, set, state, eventIds);
  await recordEvents(db, actor, {
    kind,
    ...(set.topicId === undefined ? {} : { subjectType: 'topic' }),
    columns: ['id', 'object_id', 'record_id', 'subject_id', 'cause_id', 'data', 'personal'],
    rows: sql`select told.id, ${set.objectId}::integer as object_id, told.record_id, ${set.topicId ?? null}::bigint as subject_id, coalesce(told.cause_id, ${actor.causeId ?? null}::bigint) as cause_id,
        jsonb_build_object('channel', ${set.channel}::text, 'state', ${state}::text, 'how', ${set.how}::text, 'source', ${set.sourceId ?? null}::bigint)
          || jsonb_strip_nulls(jsonb_build_object('topic', ${set.topicId ?? null}::bigint, 'until', ${set.until ?? null}::timestamptz)) as data,
        ${evidenceOf(set)} as personal
      from unnest(${eventIds}::bigint[], ${set.recordIds}::bigint[], ${set.causeIds ?? set.recordIds.map(() => null)}::bigint[],
        ${evidencesOf(set)}::text[]) told(id, record_id, cause_id, evidence)`,
  });
}

/** One event for each mailbox that a file says does not exist. */
export async function recordBounces(
  db: AccountDb,
  actor: Actor,
  { objectId, recordIds, importId }: { objectId: number; recordIds: readonly number[]; importId: number },
): Promise<void> {
  await recordEvents(db, actor, {
    kind: mailBounced,
    columns: ['object_id', 'record_id', 'data'],
    rows: sql`select ${objectId}::integer as object_id, told.record_id, jsonb_build_object('how', 'import', 'source', ${importId}::bigint) as data
      from unnest(${recordIds}::bigint[]) told(record_id)`,
  });
}
