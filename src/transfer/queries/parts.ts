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
