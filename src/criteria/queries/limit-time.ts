import { sql, type AccountDb } from '../../app/db.ts';

/** Ends every further statement of the transaction after twenty seconds: criteria are made by people, and some ask too much at once. */
export async function limitTime(db: AccountDb): Promise<void> {
  await db.run(sql`set local statement_timeout = '20s'`);
}
