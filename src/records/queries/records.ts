import { sql, type AccountDb } from '../../app/db.ts';
import type { Value } from '../schema.ts';

/** A record as it is stored, its columns among its values, keyed by field id. */
export interface RecordRow {
  id: number;
  object_id: number;
  unique_id: string;
  owner_id: number | null;
  name: string;
  email: string | null;
  sms_number: string | null;
  email_status: number;
  sms_status: number;
  created_at: Date;
  updated_at: Date;
  last_activity_at: Date | null;
  deleted_at: Date | null;
  import_id: number | null;
  version: number;
  values: Record<string, Value>;
}

const RECORD = sql`r.id, r.object_id, r.unique_id, r.owner_id, r.name, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at,
  r.updated_at, r.last_activity_at, r.deleted_at, r.import_id, r.version, r.values`;

/** A record that is not in the bin. */
export async function recordById(db: AccountDb, objectId: number, id: number): Promise<RecordRow | undefined> {
  return db.maybeOne(
    sql`select ${RECORD} from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = ${id} and r.deleted_at is null`,
    'records.by-id',
  );
}

/** Those of the records that are there and not in the bin, in order of id. */
export async function recordsByIds(db: AccountDb, objectId: number, ids: readonly number[]): Promise<RecordRow[]> {
  return db.many(
    sql`select ${RECORD} from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${ids}::bigint[]) and r.deleted_at is null
        order by r.id`,
  );
}

/** Sets what may be mailed or texted to contacts; the gate's door alone, which records why. Gives how many it changed. */
export async function setPermissionStatus(
  db: AccountDb,
  change: { objectId: number; recordIds: readonly number[]; channel: 'email' | 'sms'; status: number },
): Promise<number> {
  const column = change.channel === 'email' ? sql`email_status` : sql`sms_status`;
  return db.run(
    sql`update records set ${column} = ${change.status}, version = version + 1, updated_at = ${db.now}
        where account_id = ${db.accountId} and object_id = ${change.objectId} and id = any(${change.recordIds}::bigint[])
          and ${column} <> ${change.status}`,
  );
}

/** Notes that the people behind the records did something: opened, clicked, answered. Never moves the time back. */
export async function touchActivity(db: AccountDb, objectId: number, recordIds: readonly number[]): Promise<void> {
  await db.run(
    sql`update records set last_activity_at = ${db.now}
        where account_id = ${db.accountId} and object_id = ${objectId} and id = any(${recordIds}::bigint[])
          and (last_activity_at is null or last_activity_at < ${db.now})`,
  );
}

/** A living record's version; the record stays locked to the end of the transaction. */
export async function lockedVersion(db: AccountDb, objectId: number, id: number): Promise<number | undefined> {
  const row = await db.maybeOne<{ version: number }>(
    sql`select r.version from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = ${id} and r.deleted_at is null for update`,
    'records.locked-version',
  );
  return row?.version;
}
