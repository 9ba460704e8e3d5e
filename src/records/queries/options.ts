import { raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordsOfCause } from '../../ledger/index.ts';
import { recordUpdated } from '../events.ts';
import type { FieldOption, FieldShape } from '../schema.ts';

/** An option being taken from the records that have it. */
export interface OptionChangeRow {
  id: number;
  object_id: number;
  field_id: number;
  option_id: number;
  /** The option they get instead; null where the field is cleared of it. */
  into_option_id: number | null;
  status: 'running' | 'done' | 'undoing' | 'undone';
  actor: Actor;
  event_id: number;
  undo_event_id: number | null;
  total: number;
  changed: number;
  looked_to: number;
  created_at: Date;
  finished_at: Date | null;
}

const CHANGE = sql`c.id, c.object_id, c.field_id, c.option_id, c.into_option_id, c.status, c.actor, c.event_id, c.undo_event_id, c.total,
  c.changed, c.looked_to, c.created_at, c.finished_at`;

export async function writeOptions(db: AccountDb, objectId: number, fieldId: number, options: readonly FieldOption[]): Promise<void> {
  await db.run(
    sql`update fields set options = ${JSON.stringify(options)}::jsonb
        where account_id = ${db.accountId} and object_id = ${objectId} and id = ${fieldId}`,
  );
}

export async function insertOptionChange(
  db: AccountDb,
  change: Pick<OptionChangeRow, 'id' | 'object_id' | 'field_id' | 'option_id' | 'into_option_id' | 'actor' | 'event_id' | 'total'>,
): Promise<void> {
  await db.run(
    sql`insert into option_changes (account_id, id, object_id, field_id, option_id, into_option_id, actor, event_id, total, created_at)
        values (${db.accountId}, ${change.id}, ${change.object_id}, ${change.field_id}, ${change.option_id}, ${change.into_option_id},
          ${JSON.stringify(change.actor)}::jsonb, ${change.event_id}, ${change.total}, ${db.now})`,
  );
}

/** Locked, so that no two go on with the same change at once. */
export async function lockOptionChange(db: AccountDb, id: number): Promise<OptionChangeRow | undefined> {
  return db.maybeOne(sql`select ${CHANGE} from option_changes c where c.account_id = ${db.accountId} and c.id = ${id} for update`);
}

/** The latest changes of an object's options, or those of every object that are under way. */
export async function optionChanges(db: AccountDb, objectId?: number): Promise<OptionChangeRow[]> {
  const which = objectId === undefined ? sql`c.status in ('running', 'undoing')` : sql`c.object_id = ${objectId}`;
  return db.many(sql`select ${CHANGE} from option_changes c where c.account_id = ${db.accountId} and ${which} order by c.id desc limit 50`);
}

export async function noteOptionProgress(db: AccountDb, id: number, progress: { lookedTo: number; changed: number }): Promise<void> {
  await db.run(
    sql`update option_changes set looked_to = ${progress.lookedTo}, changed = changed + ${progress.changed}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function noteOptionStatus(db: AccountDb, id: number, status: OptionChangeRow['status'], undoEventId?: number): Promise<void> {
  const isOver = status === 'done' || status === 'undone';
  await db.run(
    sql`update option_changes set status = ${status}, finished_at = ${isOver ? db.now : null},
          undo_event_id = coalesce(${undoEventId ?? null}::bigint, undo_event_id),
          looked_to = case when ${status} = 'undoing' then 0 else looked_to end
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

const stored = (field: FieldShape): Sql => raw(`r.values->'${field.id}'`);

/** True of the records `r` that have an option, alone or among others. */
const hasOption = (field: FieldShape, optionId: number): Sql => sql`${stored(field)} @> ${String(optionId)}::jsonb`;

/** How many records outside the bin have an option. */
export async function countOption(db: AccountDb, objectId: number, field: FieldShape, optionId: number): Promise<number> {
  const { count } = await db.scan.one<{ count: number }>(
    sql`select count(*) as count from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.deleted_at is null and ${hasOption(field, optionId)}`,
  );
  return count;
}

/** The last of the next `limit` records after `after`; undefined when there are no more. */
export async function endOfNext(db: AccountDb, objectId: number, after: number, limit: number): Promise<number | undefined> {
  const { last } = await db.one<{ last: number | null }>(
    sql`select max(n.id) as last from (
          select r.id from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id > ${after}
          order by r.id limit ${limit}) n`,
  );
  return last ?? undefined;
}

export interface OptionSwap {
  objectId: number;
  field: FieldShape;
  optionId: number;
  into: number | null;
  causeId: number;
  after: number;
  upTo: number;
}

/** The records of a stretch that have an option, each with another in its place or none: a source for `writeRecords`. */
export function swappedOption(db: AccountDb, { objectId, field, optionId, into, causeId, after, upTo }: OptionSwap): Sql {
  const next = field.type === 'list' ? listWithout(field, optionId, into) : sql`to_jsonb(${into}::integer)`;
  return sql`select r.id, false as is_new, jsonb_build_object(${String(field.id)}::text, ${next}) as changes, ${causeId}::bigint as cause_id
    from records r
    where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id > ${after} and r.id <= ${upTo} and r.deleted_at is null
      and ${hasOption(field, optionId)}`;
}

const listWithout = (field: FieldShape, optionId: number, into: number | null): Sql =>
  sql`(select jsonb_agg(o.id order by o.id) from (
        select e::integer as id from jsonb_array_elements_text(${stored(field)}) e where e::integer <> ${optionId}
        union select ${into}::integer where ${into}::integer is not null) o)`;

/** The next records that an event changed, in order of id. */
export async function nextOfCause(db: AccountDb, of: { causeId: number; after: number; limit: number }): Promise<number[]> {
  const rows = await db.many<{ record_id: number }>(
    sql`select c.record_id from (${recordsOfCause(db, of.causeId, [recordUpdated.kind])}) c
        where c.record_id > ${of.after} order by c.record_id limit ${of.limit}`,
  );
  return rows.map(({ record_id }) => record_id);
}
