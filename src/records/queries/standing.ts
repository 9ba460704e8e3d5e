import { raw, sql, type AccountDb } from '../../app/db.ts';
import type { ObjectShape, Value } from '../schema.ts';
import { valuesOf } from './stored-forms.ts';

/** A record as undoing needs to know it: whether it lies in the bin, its owner, and every value under its field's id. */
export interface StandingRecord {
  id: number;
  owner_id: number | null;
  in_bin: boolean;
  values: Record<string, Value>;
}

/** The records as they stand, in the bin or not, locked in order of id to the end of the transaction. */
export async function lockedStanding(db: AccountDb, shape: ObjectShape, recordIds: readonly number[]): Promise<StandingRecord[]> {
  return db.many(
    sql`select r.id, r.owner_id, r.deleted_at is not null as in_bin, ${raw(valuesOf(shape, 'r'))} as values from records r
        where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.id = any(${recordIds}::bigint[]) order by r.id for update`,
  );
}

/** Which of the records have which of the tags, and since when. */
export async function standingTags(
  db: AccountDb,
  of: { objectId: number; recordIds: readonly number[]; tagIds: readonly number[] },
): Promise<{ record_id: number; tag_id: number; added_at: Date }[]> {
  if (of.tagIds.length === 0) return [];
  return db.many(
    sql`select rt.record_id, rt.tag_id, rt.added_at from record_tags rt
        where rt.account_id = ${db.accountId} and rt.object_id = ${of.objectId} and rt.record_id = any(${of.recordIds}::bigint[])
          and rt.tag_id = any(${of.tagIds}::bigint[])`,
  );
}

/** What records are called, in the bin too. */
export async function namedRecords(
  db: AccountDb,
  objectId: number,
  ids: readonly number[],
): Promise<{ id: number; name: string; owner_id: number | null }[]> {
  return db.many(
    sql`select r.id, r.name, r.owner_id from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${ids}::bigint[])`,
  );
}
