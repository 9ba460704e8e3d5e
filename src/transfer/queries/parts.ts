import { sql, type AccountDb } from '../../app/db.ts';

export async function insertPart(db: AccountDb, importId: number, partNo: number, bytes: Buffer): Promise<void> {
  await db.run(
    sql`insert into import_parts (account_id, import_id, part_no, bytes) values (${db.accountId}, ${importId}, ${partNo}, ${bytes})`,
    'transfer.insert-part',
  );
}

/** A piece of an uploaded file, the first being 0; undefined behind its end. */
export async function partOfFile(db: AccountDb, importId: number, partNo: number): Promise<Buffer | undefined> {
  const row = await db.maybeOne<{ bytes: Buffer }>(
    sql`select bytes from import_parts where account_id = ${db.accountId} and import_id = ${importId} and part_no = ${partNo}`,
    'transfer.part',
  );
  return row?.bytes;
}

export async function deleteParts(db: AccountDb, importId: number): Promise<void> {
  await db.run(sql`delete from import_parts where account_id = ${db.accountId} and import_id = ${importId}`);
}
