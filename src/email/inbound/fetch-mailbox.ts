import type { ImapFlow } from 'imapflow';
import type { Database } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { log } from '../../app/log.ts';
import { installationOf } from '../../accounts/index.ts';
import { recordEvent } from '../../ledger/index.ts';
import { inboundMailboxFailing } from '../events.ts';
import { leaseMailbox, mailboxesDue, noteRead, releaseMailbox, type MailboxRow } from '../queries/inbound-mailboxes.ts';
import { unsealPassword } from '../smtp/sealing.ts';
import { inMailbox, type ImapBox } from './imap.ts';
import { MOST_BYTES } from './reading/parse-mail.ts';
import { letterOfReturnPath } from './reading/understand-mail.ts';
import { takeMail } from './take-mail.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Longer than a turn may take, so that a reader that died is followed by another. */
const LEASE_MS = 10 * MINUTE_MS;
const MOST_A_TURN = 200;
/** So much of what lay in a mailbox before is read when it is read for the first time. */
const BEGINNING_DAYS = 7;
/** How long a mailbox that cannot be read rests, the longer the oftener. */
const RESTS_MINUTES = [1, 2, 5, 15, 30, 60];
/** From so many failures in a row on people are told. */
const TOLD_AFTER = 3;
const AT_ONCE = 4;

/** Reads every mailbox that is due, a few at a time. */
export async function fetchMailboxes(database: Database, stopping: AbortSignal): Promise<void> {
  const due = await database.system((db) => mailboxesDue(db, database.clock.now()));
  const next = async (): Promise<void> => {
    for (let box = due.shift(); box && !stopping.aborted; box = due.shift()) await fetchMailbox(database, box.account_id, box.mailbox_id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** Takes in what is new in a mailbox. What went wrong is kept as a sentence beside it; nothing is thrown. Gives how many mails were read. */
export async function fetchMailbox(database: Database, accountId: number, id: number): Promise<number> {
  const now = database.clock.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const row = await database.account(accountId, (db) => leaseMailbox(db, id, { now, until }));
  if (!row) return 0;
  try {
    const { read, isMore } = await inMailbox(boxOf(database, row), (client) => readNew(database, { accountId, row, client }));
    await release(database, accountId, { row, problem: null, failures: 0, restMinutes: isMore ? 0 : 1 });
    return read;
  } catch (error) {
    const problem = error instanceof Problem ? error.message : 'The mailbox could not be read. It is tried again.';
    if (!(error instanceof Problem)) log.error({ accountId, mailbox: id, err: error }, 'a mailbox could not be read');
    const failures = Math.min(row.failures + 1, 1_000);
    await release(database, accountId, { row, problem, failures, restMinutes: RESTS_MINUTES[failures - 1] ?? RESTS_MINUTES.at(-1)! });
    return 0;
  }
}

/** Refuses with `password_gone` where it was sealed by another installation. */
export function boxOf(database: Database, row: Omit<MailboxRow, 'id'>): ImapBox {
  const password = row.password_sealed === null ? undefined : unsealPassword(installationOf(database).secretKey, row.password_sealed);
  if (password === undefined)
    throw new Problem('password_gone', 'The password of this mailbox is not known here any more. Enter it again.');
  return { host: row.host, port: row.port, security: row.security, userName: row.user_name, password, folder: row.folder };
}

interface Reading {
  accountId: number;
  row: MailboxRow;
  client: ImapFlow;
}

async function readNew(database: Database, { accountId, row, client }: Reading): Promise<{ read: number; isMore: boolean }> {
  const mailbox = client.mailbox;
  if (!mailbox) return { read: 0, isMore: false };
  const uidValidity = Number(mailbox.uidValidity);
  const isKnown = row.uid_validity === uidValidity && row.next_uid !== null;
  const uids = isKnown ? await uidsFrom(client, row.next_uid!) : await uidsOfLately(client, database, row);
  const turn = uids.slice(0, MOST_A_TURN);
  let read = 0;
  for (const uid of turn) {
    await readOne(database, { accountId, row, client }, uid);
    await database.account(accountId, (db) => noteRead(db, row.id, { uidValidity, nextUid: uid + 1 }));
    read++;
  }
  if (turn.length === 0 && !isKnown) {
    await database.account(accountId, (db) => noteRead(db, row.id, { uidValidity, nextUid: mailbox.uidNext }));
  }
  return { read, isMore: uids.length > turn.length };
}

/** The server gives the last message for a range beyond it, so that what was read is left out here. */
async function uidsFrom(client: ImapFlow, first: number): Promise<number[]> {
  const uids = (await client.search({ uid: `${first}:*` }, { uid: true })) || [];
  return uids.filter((uid) => uid >= first).sort((a, b) => a - b);
}

/** A mailbox read for the first time, or numbered anew: mails of the last days. What was taken before is known again. */
async function uidsOfLately(client: ImapFlow, database: Database, row: MailboxRow): Promise<number[]> {
  const days = row.fetched_at ? 2 : BEGINNING_DAYS;
  const from = row.fetched_at ?? database.clock.now();
  const since = new Date(from.getTime() - days * DAY_MS);
  return ((await client.search({ since }, { uid: true })) || []).sort((a, b) => a - b);
}

async function readOne(database: Database, { accountId, row, client }: Reading, uid: number): Promise<void> {
  const found = await client.fetchOne(
    String(uid),
    { size: true, headers: ['delivered-to', 'x-original-to', 'to', 'return-path'] },
    { uid: true },
  );
  if (!found || (found.size ?? 0) > MOST_BYTES) return;
  const whole = await client.fetchOne(String(uid), { source: { maxLength: MOST_BYTES } }, { uid: true });
  if (!whole || !whole.source) return;
  const headers = found.headers?.toString('utf8') ?? '';
  const { secretKey } = installationOf(database);
  const addressed = [...headers.matchAll(/[^\s<>,;:]+@[^\s<>,;]+/g)].map(([address]) => address);
  const returnedTo = addressed.map((address) => letterOfReturnPath(secretKey, address)).find((letter) => letter?.accountId === accountId);
  try {
    await takeMail(database, {
      accountId,
      via: 'imap',
      raw: whole.source,
      toAddress: row.address,
      isFromNobody: /^return-path:\s*<>/im.test(headers) ? true : null,
      returnedTo,
      mailboxId: row.id,
      isForBouncesOnly: row.purpose === 'bounces',
    });
  } catch (error) {
    // What is wrong may pass: the mail is read again. One that cannot be taken however often does not keep all that follow from being read.
    if (row.failures < TOLD_AFTER) throw error;
    log.warn({ accountId, mailbox: row.id, uid, err: error }, 'a mail of a mailbox could not be taken');
  }
}

async function release(
  database: Database,
  accountId: number,
  { row, problem, failures, restMinutes }: { row: MailboxRow; problem: string | null; failures: number; restMinutes: number },
): Promise<void> {
  const at = database.clock.now();
  const dueAt = new Date(at.getTime() + restMinutes * MINUTE_MS);
  await database.account(accountId, async (db) => {
    await releaseMailbox(db, row.id, { problem, failures, at, dueAt });
    if (failures === TOLD_AFTER) {
      await recordEvent(db, system, { kind: inboundMailboxFailing, subject: { type: 'inbound_mailbox', id: row.id } });
    }
  });
}
