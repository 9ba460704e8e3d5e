import { sql, type AccountDb } from '../../app/db.ts';

/** The address of the mailbox that the account has named for what comes back. */
export async function bounceMailbox(db: AccountDb): Promise<string | undefined> {
  const row = await db.maybeOne<{ address: string }>(
    sql`select m.address from inbound_mailboxes m
        where m.account_id = ${db.accountId} and m.purpose = 'bounces' and not m.is_paused order by m.id limit 1`,
    'email.bounce-mailbox',
  );
  return row?.address;
}
