import { sql, type AccountDb, type SystemDb } from '../../app/db.ts';
import type { MailboxPurpose } from '../rules/inbound-schema.ts';

/** The address of the mailbox that the account has named for what comes back. */
export async function bounceMailbox(db: AccountDb): Promise<string | undefined> {
  const row = await db.maybeOne<{ address: string }>(
    sql`select m.address from inbound_mailboxes m
        where m.account_id = ${db.accountId} and m.purpose = 'bounces' and not m.is_paused order by m.id limit 1`,
    'email.bounce-mailbox',
  );
  return row?.address;
}

export interface MailboxRow {
  id: number;
  name: string;
  purpose: MailboxPurpose;
  address: string;
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user_name: string;
  /** Null until it is entered anew, in an account that was moved here. */
  password_sealed: string | null;
  folder: string;
  is_paused: boolean;
  uid_validity: number | null;
  next_uid: number | null;
  fetched_at: Date | null;
  problem: string | null;
  failures: number;
}

const MAILBOX = sql`m.id, m.name, m.purpose, m.address, m.host, m.port, m.security, m.user_name, m.password_sealed, m.folder, m.is_paused,
  m.uid_validity, m.next_uid, m.fetched_at, m.problem, m.failures`;

export async function mailboxRows(db: AccountDb): Promise<MailboxRow[]> {
  return db.many(sql`select ${MAILBOX} from inbound_mailboxes m where m.account_id = ${db.accountId} order by m.name, m.id`);
}

export async function mailboxRow(db: AccountDb, id: number): Promise<MailboxRow | undefined> {
  return db.maybeOne(sql`select ${MAILBOX} from inbound_mailboxes m where m.account_id = ${db.accountId} and m.id = ${id}`);
}

export interface MailboxToWrite extends Pick<
  MailboxRow,
  'id' | 'name' | 'purpose' | 'address' | 'host' | 'port' | 'security' | 'user_name' | 'password_sealed' | 'folder'
> {
  dueAt: Date;
}

/** Writes a mailbox; one that is another than before is read from its beginning. */
export async function writeMailbox(db: AccountDb, box: MailboxToWrite): Promise<void> {
  await db.run(
    sql`insert into inbound_mailboxes (account_id, id, name, purpose, address, host, port, security, user_name, password_sealed, folder, due_at, created_at)
        values (${db.accountId}, ${box.id}, ${box.name}, ${box.purpose}, ${box.address}, ${box.host}, ${box.port}, ${box.security}, ${box.user_name},
          ${box.password_sealed}, ${box.folder}, ${box.dueAt}, ${db.now})
        on conflict (account_id, id) do update set name = excluded.name, purpose = excluded.purpose, address = excluded.address,
          host = excluded.host, port = excluded.port, security = excluded.security, user_name = excluded.user_name,
          password_sealed = excluded.password_sealed, folder = excluded.folder, due_at = excluded.due_at, problem = null, failures = 0,
          uid_validity = case when (inbound_mailboxes.host, inbound_mailboxes.user_name, inbound_mailboxes.folder)
            = (excluded.host, excluded.user_name, excluded.folder) then inbound_mailboxes.uid_validity end`,
  );
}

export async function deleteMailbox(db: AccountDb, id: number): Promise<boolean> {
  return (await db.run(sql`delete from inbound_mailboxes where account_id = ${db.accountId} and id = ${id}`)) > 0;
}

export async function pauseMailbox(db: AccountDb, id: number, isPaused: boolean, dueAt: Date): Promise<boolean> {
  return (
    (await db.run(
      sql`update inbound_mailboxes set is_paused = ${isPaused}, due_at = ${dueAt} where account_id = ${db.accountId} and id = ${id}`,
    )) > 0
  );
}

/** Mailboxes to be read, in real time. */
export async function mailboxesDue(db: SystemDb, now: Date): Promise<{ account_id: number; mailbox_id: number }[]> {
  return db.many(sql`select account_id, mailbox_id from inbound_mailboxes_due(${now})`);
}

/** Takes a mailbox for this reader until a time; undefined where another one reads it, or it is paused. */
export async function leaseMailbox(db: AccountDb, id: number, lease: { now: Date; until: Date }): Promise<MailboxRow | undefined> {
  return db.maybeOne(
    sql`update inbound_mailboxes m set lease_until = ${lease.until}
        where m.account_id = ${db.accountId} and m.id = ${id} and not m.is_paused and (m.lease_until is null or m.lease_until < ${lease.now})
        returning ${MAILBOX}`,
  );
}

/** Remembers how far a mailbox was read. */
export async function noteRead(db: AccountDb, id: number, at: { uidValidity: number; nextUid: number }): Promise<void> {
  await db.run(
    sql`update inbound_mailboxes set uid_validity = ${at.uidValidity}, next_uid = ${at.nextUid} where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function releaseMailbox(
  db: AccountDb,
  id: number,
  outcome: { problem: string | null; failures: number; at: Date; dueAt: Date },
): Promise<void> {
  const fetched = outcome.problem === null ? sql`fetched_at = ${outcome.at},` : sql``;
  await db.run(
    sql`update inbound_mailboxes set ${fetched} lease_until = null, problem = ${outcome.problem}, failures = ${outcome.failures}, due_at = ${outcome.dueAt}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}
