import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { livingRecords } from '../../records/index.ts';
import { recordId, staged, type StagedSet } from './staged.ts';

/** Records outside the bin by their ids in another program: `value` and `record_id`, to be joined under an alias. */
export const keyHolders = (db: AccountDb, objectId: number, source: string): Sql =>
  sql`(select held.key as value, held.record_id from import_keys held
       join ${livingRecords(db, objectId)} living on living.id = held.record_id
       where held.account_id = ${db.accountId} and held.object_id = ${objectId} and held.source = ${source})`;

/** Keeps under which ids the program they come from knows the records of the rows: this and later imports find them by those. */
export async function keepKeys(db: AccountDb, set: StagedSet): Promise<void> {
  await db.run(
    sql`insert into import_keys (account_id, object_id, source, key, record_id, import_id)
        select distinct on (s.own_key) ${db.accountId}::bigint, ${set.objectId}::integer, ${set.keySource}, s.own_key, ${recordId(set)},
          ${set.importId}::bigint
        from import_rows s where ${staged(db, set)} and s.own_key is not null order by s.own_key, s.row_no desc
        on conflict (account_id, object_id, source, key) do update set record_id = excluded.record_id, import_id = excluded.import_id
          where import_keys.record_id <> excluded.record_id`,
  );
}

export async function keysOfRecord(db: AccountDb, objectId: number, id: number): Promise<{ source: string; key: string }[]> {
  return db.many(
    sql`select k.source, k.key from import_keys k
        where k.account_id = ${db.accountId} and k.object_id = ${objectId} and k.record_id = ${id} order by k.source, k.key`,
  );
}

export async function deleteKeysOfRecord(db: AccountDb, objectId: number, id: number): Promise<void> {
  await db.run(sql`delete from import_keys where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${id}`);
}

/** Lets the ids other programs know a record by lead to another; of these alone where they are named. Gives which. */
export async function moveKeys(
  db: AccountDb,
  { objectId, fromId, toId }: { objectId: number; fromId: number; toId: number },
  named?: readonly { source: string; key: string }[],
): Promise<{ source: string; key: string }[]> {
  const those = named
    ? sql`and (k.source, k.key) in (select n.source, n.key from unnest(${named.map(({ source }) => source)}::text[], ${named.map(({ key }) => key)}::text[]) n(source, key))`
    : sql``;
  return db.many(
    sql`update import_keys k set record_id = ${toId}
        where k.account_id = ${db.accountId} and k.object_id = ${objectId} and k.record_id = ${fromId} ${those} returning k.source, k.key`,
  );
}
