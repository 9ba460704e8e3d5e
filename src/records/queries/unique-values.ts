import { sql, type AccountDb, type Sql } from '../../app/db.ts';

/** For sets that find their records by a unique field: `value`, in the form of `uniqueForm`, and `record_id`. To be joined under an alias. */
export const uniqueHolders = (db: AccountDb, objectId: number, fieldId: number): Sql =>
  sql`(select held.value, held.record_id from unique_values held
       where held.account_id = ${db.accountId} and held.object_id = ${objectId} and held.field_id = ${fieldId})`;
