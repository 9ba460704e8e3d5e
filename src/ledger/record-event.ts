import type { AccountDb, Sql } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { EventKind } from '../app/kernel/domain.ts';
import { insertEvent, insertingEvents, nextBatchId } from './queries/writing.ts';

/** One thing that happened. Everything that belongs to a person stands in `personal`; `data` holds ids, counts and codes. */
export interface Happening {
  kind: EventKind;
  record?: { objectId: number; id: number };
  subject?: { type: string; id: number };
  causeId?: number;
  data?: Record<string, unknown>;
  personal?: Record<string, unknown>;
}

/** Writes one event in the transaction of the change it tells of. Gives its id, to be the cause of what follows. */
export async function recordEvent(db: AccountDb, actor: Actor, happening: Happening): Promise<number> {
  const batchId = await batchOf(db, happening.kind);
  return insertEvent(db, actor, happening, batchId);
}

/**
 * What a set of events is made from: `rows` is a select whose columns carry these names, each optional but `record_id`: id (taken
 * from `nextEventId`), object_id, record_id, subject_id, cause_id, actor_id, data, personal. One event is written for each of its
 * rows, in one statement.
 */
export interface Happenings {
  kind: EventKind;
  subjectType?: string;
  rows: Sql;
  columns: readonly ('id' | 'object_id' | 'record_id' | 'subject_id' | 'cause_id' | 'actor_id' | 'data' | 'personal')[];
}

/** Writes one event for each row of a select. Gives how many. */
export async function recordEvents(db: AccountDb, actor: Actor, happenings: Happenings): Promise<number> {
  return db.run(await eventsFragment(db, actor, happenings));
}

/** The batch of this transaction, for statements that write events themselves in one go with their effect; notes the kind in it. */
export async function batchOf(db: AccountDb, kind: EventKind): Promise<number> {
  db.batch.kinds.add(kind.kind);
  db.batch.id ??= await nextBatchId(db);
  return db.batch.id;
}

/** For such statements: the events they write as a fragment `insert into events … select`. `rows` as for recordEvents. */
export async function eventsFragment(db: AccountDb, actor: Actor, happenings: Happenings): Promise<Sql> {
  const batchId = await batchOf(db, happenings.kind);
  return insertingEvents(db, actor, happenings, batchId);
}
