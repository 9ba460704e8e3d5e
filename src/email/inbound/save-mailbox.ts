import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { invalid, Problem } from '../../app/kernel/problem.ts';
import { installationOf } from '../../accounts/index.ts';
import { recordEvent } from '../../ledger/index.ts';
import { inboundMailboxRemoved, inboundMailboxSaved } from '../events.ts';
import { deleteMailbox, mailboxRow, mailboxRows, pauseMailbox, writeMailbox, type MailboxToWrite } from '../queries/inbound-mailboxes.ts';
import type { MailboxInput } from '../rules/inbound-schema.ts';
import { sealPassword } from '../smtp/sealing.ts';
import { boxOf } from './fetch-mailbox.ts';
import { inMailbox } from './imap.ts';

const MOST_MAILBOXES = 50;

const gone = (): Problem => new Problem('mailbox_not_found', 'There is no such mailbox. It may have been removed.', { status: 404 });

/** What a mailbox would be saved as; its password stays where none is given. Refuses `mailbox_not_found`, `too_many_mailboxes`, and a missing password. */
export async function mailboxToSave(
  db: AccountDb,
  database: Database,
  { id, input, ids }: { id: number | null; input: MailboxInput; ids: NextIds },
): Promise<MailboxToWrite> {
  const before = id === null ? undefined : await mailboxRow(db, id);
  if (id !== null && !before) throw gone();
  if (id === null && (await mailboxRows(db)).length >= MOST_MAILBOXES) {
    throw new Problem('too_many_mailboxes', `There are ${MOST_MAILBOXES} mailboxes already. Remove one that is not used.`);
  }
  const isSameServer = before?.host === input.host && before.user_name === input.userName;
  const sealed = input.password
    ? sealPassword(installationOf(database).secretKey, input.password)
    : isSameServer
      ? before.password_sealed
      : null;
  if (sealed === null) throw invalid('password', 'Enter the password of this mailbox.', 'password_missing');
  const { name, purpose, address, host, port, security, userName, folder } = input;
  return {
    id: id ?? (await ids('inbound_mailbox', 1)),
    name,
    purpose,
    address,
    host,
    port,
    security,
    user_name: userName,
    password_sealed: sealed,
    folder,
    dueAt: database.clock.now(),
  };
}

/** Gets into the mailbox once, so that what is wrong is said while its settings are open. Refuses what `inMailbox` refuses. */
export async function tryMailbox(database: Database, box: MailboxToWrite): Promise<void> {
  const unread = { is_paused: false, uid_validity: null, next_uid: null, fetched_at: null, problem: null, failures: 0 };
  await inMailbox(boxOf(database, { ...box, ...unread }), async () => undefined);
}

export async function saveMailbox(db: AccountDb, actor: Actor, box: MailboxToWrite): Promise<void> {
  await writeMailbox(db, box);
  await recordEvent(db, actor, { kind: inboundMailboxSaved, subject: { type: 'inbound_mailbox', id: box.id } });
}

/** Refuses with `mailbox_not_found`. What was read from it stays. */
export async function removeMailbox(db: AccountDb, actor: Actor, id: number): Promise<void> {
  if (!(await deleteMailbox(db, id))) throw gone();
  await recordEvent(db, actor, { kind: inboundMailboxRemoved, subject: { type: 'inbound_mailbox', id } });
}

/** Refuses with `mailbox_not_found`. */
export async function setMailboxPaused(
  db: AccountDb,
  actor: Actor,
  { id, isPaused, now }: { id: number; isPaused: boolean; now: Date },
): Promise<void> {
  if (!(await pauseMailbox(db, id, isPaused, now))) throw gone();
  await recordEvent(db, actor, { kind: inboundMailboxSaved, subject: { type: 'inbound_mailbox', id }, data: { isPaused } });
}
