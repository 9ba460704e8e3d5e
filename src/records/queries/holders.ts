import { sql, type AccountDb, type Sql } from '../../app/db.ts';

/** For sets that find their records by name: `value`, in the form of `normalText`, and `record_id`, of records outside the bin. */
export const nameHolders = (db: AccountDb, objectId: number): Sql =>
  sql`(select named.name_key as value, named.id as record_id from records named
       where named.account_id = ${db.accountId} and named.object_id = ${objectId} and named.deleted_at is null)`;

/** The records of an object outside the bin by `id`, beside those that statements find otherwise. To be joined under an alias. */
export const livingRecords = (db: AccountDb, objectId: number): Sql =>
  sql`(select living.id from records living
       where living.account_id = ${db.accountId} and living.object_id = ${objectId} and living.deleted_at is null)`;

/** Of the records with consecutive ids that a set has just made: `id` of those who may be written to. To be joined under an alias. */
export const optedInBetween = (db: AccountDb, { objectId, firstId, count }: { objectId: number; firstId: number; count: number }): Sql =>
  sql`(select made.id from records made
       where made.account_id = ${db.accountId} and made.object_id = ${objectId} and made.id between ${firstId} and ${firstId + count - 1}
         and made.email_status = 1::smallint)`;
