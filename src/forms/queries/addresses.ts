import { sql, type AccountDb, type Database } from '../../app/db.ts';

/** Which form of which account an address belongs to. */
export async function formAtAddress(database: Database, address: string): Promise<{ accountId: number; formId: number } | undefined> {
  const row = await database.system((db) =>
    db.maybeOne<{ of_account: number; form_id: number }>(
      sql`select a.of_account, a.form_id from public_addresses a where a.address = ${address}`,
      'forms.at-address',
    ),
  );
  return row && { accountId: row.of_account, formId: row.form_id };
}

/** Gives a form an address, in place of the one it had. Gives whether it was free. */
export async function takeAddress(db: AccountDb, formId: number, address: string | null): Promise<boolean> {
  await db.run(
    sql`delete from public_addresses where of_account = ${db.accountId} and form_id = ${formId} and address is distinct from ${address}::text`,
  );
  if (address === null) return true;
  const rows = await db.many<{ form_id: number }>(
    sql`with taken as (
          insert into public_addresses (address, of_account, form_id) values (${address}, ${db.accountId}, ${formId})
          on conflict (address) do nothing returning form_id)
        select t.form_id from taken t
        union all
        select a.form_id from public_addresses a where a.address = ${address} and a.of_account = ${db.accountId} and a.form_id = ${formId}`,
  );
  return rows.length > 0;
}
