import { sql, type AccountDb } from '../../app/db.ts';

/** A stretch of a field's values, the first included, the last not. */
export interface Stretch {
  from: Date;
  to: Date;
}

export interface DatedRecord {
  record_id: number;
  value: Date;
  owner_id: number | null;
  /** What the record's own field for its time zone says. */
  zone: string | null;
}

/**
 * Living records whose date lies in one of the stretches, by id, with what tells their time zone: one range of the index of field_values for each
 * stretch, so that a million others are not read.
 */
export async function recordsDated(
  db: AccountDb,
  of: { objectId: number; fieldId: number; zoneFieldId: number | null; afterId: number; limit: number },
  stretches: readonly Stretch[],
): Promise<DatedRecord[]> {
  return db.many(
    sql`select v.record_id, v.time_value as value, r.owner_id, r.values->>${String(of.zoneFieldId ?? '')}::text as zone
        from unnest(${stretches.map(({ from }) => from)}::timestamptz[], ${stretches.map(({ to }) => to)}::timestamptz[]) s(since, until)
        join field_values v on v.account_id = ${db.accountId} and v.object_id = ${of.objectId} and v.field_id = ${of.fieldId}
          and v.time_value >= s.since and v.time_value < s.until and v.record_id > ${of.afterId}
        join records r on r.account_id = ${db.accountId} and r.object_id = ${of.objectId} and r.id = v.record_id and r.deleted_at is null
        order by v.record_id limit ${of.limit}`,
    'records.dated',
  );
}
