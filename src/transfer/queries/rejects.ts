import { sql, type AccountDb } from '../../app/db.ts';

export interface RejectRow {
  row_no: number;
  reason: string;
  raw: string;
}

/** Rows an import did not take, in order of the file, behind the row `after`. */
export async function rejectsAfter(db: AccountDb, importId: number, after: number, limit: number): Promise<RejectRow[]> {
  return db.many(
    sql`select j.row_no, j.reason, j.raw from import_rejects j
        where j.account_id = ${db.accountId} and j.import_id = ${importId} and j.row_no > ${after} order by j.row_no limit ${limit}`,
    'transfer.rejects-after',
  );
}

/** Rejected rows in which a text stands, whatever its case: what a person who is erased may have left there. */
export async function rejectsWith(db: AccountDb, text: string, limit: number): Promise<(RejectRow & { import_id: number })[]> {
  return db.many(
    sql`select j.import_id, j.row_no, j.reason, j.raw from import_rejects j
        where j.account_id = ${db.accountId} and position(lower(${text}) in lower(j.raw)) > 0 order by j.import_id, j.row_no limit ${limit}`,
  );
}

export async function deleteRejectsWith(db: AccountDb, text: string): Promise<number> {
  return db.run(
    sql`delete from import_rejects j where j.account_id = ${db.accountId} and position(lower(${text}) in lower(j.raw || j.reason)) > 0`,
  );
}
