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

/** Whether the file of an import is still here. */
export async function hasParts(db: AccountDb, importId: number): Promise<boolean> {
  const { has } = await db.one<{ has: boolean }>(
    sql`select exists (select from import_parts where account_id = ${db.accountId} and import_id = ${importId}) as has`,
  );
  return has;
}

/** Imports that do not run and whose files hold a text: what a person who is erased may have left there. */
export async function restingFilesWith(db: AccountDb, text: string): Promise<{ id: number; status: string }[]> {
  return db.many(
    sql`select distinct i.id, i.status from import_parts p
        join imports i on i.account_id = ${db.accountId} and i.id = p.import_id and i.status in ('draft', 'stopped', 'failed')
        where p.account_id = ${db.accountId} and position(convert_to(${text}, 'UTF8') in p.bytes) > 0`,
  );
}

export async function deleteParts(db: AccountDb, importId: number): Promise<void> {
  await db.run(sql`delete from import_parts where account_id = ${db.accountId} and import_id = ${importId}`);
}

/** New pieces are written behind the old ones, from this number on, so that a file stays readable until all of the other is there. */
export const NEXT_PARTS = 1_000_000;

/** Puts the pieces that were written from `NEXT_PARTS` on in the place of the file's. */
export async function swapParts(db: AccountDb, importId: number): Promise<void> {
  await db.run(sql`delete from import_parts where account_id = ${db.accountId} and import_id = ${importId} and part_no < ${NEXT_PARTS}`);
  await db.run(
    sql`update import_parts set part_no = part_no - ${NEXT_PARTS} where account_id = ${db.accountId} and import_id = ${importId}`,
  );
}

export async function deleteNextParts(db: AccountDb, importId: number): Promise<void> {
  await db.run(sql`delete from import_parts where account_id = ${db.accountId} and import_id = ${importId} and part_no >= ${NEXT_PARTS}`);
}

export async function insertOriginalPart(db: AccountDb, importId: number, partNo: number, bytes: Buffer): Promise<void> {
  await db.run(
    sql`insert into import_originals (account_id, import_id, part_no, bytes) values (${db.accountId}, ${importId}, ${partNo}, ${bytes})`,
    'transfer.insert-original-part',
  );
}

/** A piece of the workbook an import was uploaded as; undefined behind its end, and once it is gone. */
export async function partOfOriginal(db: AccountDb, importId: number, partNo: number): Promise<Buffer | undefined> {
  const row = await db.maybeOne<{ bytes: Buffer }>(
    sql`select bytes from import_originals where account_id = ${db.accountId} and import_id = ${importId} and part_no = ${partNo}`,
    'transfer.original-part',
  );
  return row?.bytes;
}

export async function deleteOriginal(db: AccountDb, importId: number): Promise<void> {
  await db.run(sql`delete from import_originals where account_id = ${db.accountId} and import_id = ${importId}`);
}

/** All workbooks of the account: being packed, they cannot be searched for a person. */
export async function deleteOriginals(db: AccountDb): Promise<void> {
  await db.run(sql`delete from import_originals where account_id = ${db.accountId}`);
}
