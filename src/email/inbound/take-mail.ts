import { createHash } from 'node:crypto';
import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { installationOf } from '../../accounts/index.ts';
import { reportAbuseByMail } from '../../compliance/index.ts';
import { recordEvent } from '../../ledger/index.ts';
import { CONTACT, touchActivity } from '../../records/index.ts';
import { emailReplied, mailReceived } from '../events.ts';
import { insertAttachments, insertInboundMail, setMailEvent } from '../queries/inbound-mails.ts';
import { contactOf, letterById, markDelayed, markReplied, type ReturnedLetter } from '../queries/returned-letters.ts';
import { MOST_HOPS } from '../rules/auto-reply.ts';
import { readMessageId } from '../letters/message-ids.ts';
import { inAccountOf } from '../letters/receiver.ts';
import { parseMail, type ReadMail } from './reading/parse-mail.ts';
import { understandMail, type UnderstoodMail } from './reading/understand-mail.ts';
import { noteBounce, noteComplaint, type Returned } from './note-returned.ts';

/** A letter that is sent along shows itself at its beginning. */
const MOST_READ_OF_REPORT = 200_000;

/** A mail at the door, and for whom it is. */
export interface ArrivedMail {
  accountId: number;
  via: 'smtp' | 'imap';
  raw: Buffer;
  /** The address of ours it came to. */
  toAddress: string;
  isFromNobody: boolean | null;
  returnedTo?: { accountId: number; deliveryId: number } | undefined;
  mailboxId?: number | undefined;
  channelId?: number | undefined;
  /** `abuse`, `feedback`, `postmaster`: of the installation itself. */
  desk?: string | undefined;
  /** Mail of people is not kept where only what servers send back is looked for. */
  isForBouncesOnly?: boolean | undefined;
}

/** Why a mail was not kept: it goes round in circles, says nothing to us, or was taken before. */
export type Taken = { id: number; kind: UnderstoodMail['kind'] } | 'loop' | 'nothing' | 'known' | 'no account';

/**
 * Takes one mail in: writes it down once, ties it to the letter and the person it is about, and does what follows from it (a bounce bars, a
 * complaint unsubscribes, an answer is told). Whatever it says, nothing is ever answered to it. Rejects where it cannot be read or written down, so
 * that the mail server keeps it.
 */
export async function takeMail(database: Database, arrived: ArrivedMail): Promise<Taken> {
  const mail = await parseMail(arrived.raw);
  if (mail.hops > MOST_HOPS) return 'loop';
  const { secretKey } = installationOf(database);
  const understood = understandMail(secretKey, mail, { returnedTo: arrived.returnedTo, isFromNobody: arrived.isFromNobody });
  if (understood.kind === 'nothing' || isOwnLetter(secretKey, mail, understood)) return 'nothing';
  const isOfPeople = ['reply', 'mail', 'auto_reply'].includes(understood.kind);
  // A server's report tells by itself whose letter it is about; at the desk of the installation it is that account's. What people write there is not.
  const accountId = arrived.desk !== undefined && !isOfPeople && understood.letter ? understood.letter.accountId : arrived.accountId;
  if (isOfPeople && (arrived.isForBouncesOnly || (understood.kind === 'auto_reply' && arrived.returnedTo))) return 'nothing';
  const id = await database.nextIds(accountId, 'inbound_mail', 1);
  const taken = await inAccountOf(database, { accountId, deliveryId: 0, purpose: 'open' }, (db) =>
    keep(db, { arrived, mail, understood, id }),
  );
  return taken ?? 'no account';
}

/** Our own letter that somebody passes back to us as it is; answered, it would go round. */
const isOwnLetter = (secretKey: string, mail: ReadMail, { kind }: UnderstoodMail): boolean =>
  (kind === 'mail' || kind === 'reply' || kind === 'auto_reply') && readMessageId(secretKey, mail.messageId) !== undefined;

interface Kept {
  arrived: ArrivedMail;
  mail: ReadMail;
  understood: UnderstoodMail;
  id: number;
}

async function keep(db: AccountDb, kept: Kept): Promise<Taken> {
  const { understood, arrived, mail, id } = kept;
  const letter = understood.letter?.accountId === db.accountId ? await letterById(db, understood.letter.deliveryId) : undefined;
  const isReport = ['bounce', 'delay', 'complaint'].includes(understood.kind);
  const record = letter
    ? { objectId: letter.object_id, id: letter.record_id }
    : isReport || mail.fromAddress === ''
      ? undefined
      : await contactNamed(db, mail.fromAddress);
  const kind = understood.kind === 'reply' && !letter ? 'mail' : (understood.kind as Exclude<UnderstoodMail['kind'], 'nothing'>);
  const isNew = await insertInboundMail(db, rowOf(db, kept, { letter, record, kind }));
  if (!isNew) return 'known';
  if (!isReport) await insertAttachments(db, id, mail.attachments);
  if (arrived.desk === 'abuse' && kind === 'mail') await openCaseOf(db, arrived, mail);
  const eventId = await follow(db, { kind, letter, record, understood, id, desk: arrived.desk });
  if (eventId !== null) await setMailEvent(db, id, eventId);
  return { id, kind };
}

/** What people write to the abuse address is a case for the operator. */
async function openCaseOf(db: AccountDb, { raw }: ArrivedMail, mail: ReadMail): Promise<void> {
  const shown = raw.subarray(0, MOST_READ_OF_REPORT).toString('latin1');
  await reportAbuseByMail(db, { reporter: mail.fromAddress || null, about: mail.subject ?? '', text: mail.text ?? '', raw: shown });
}

async function contactNamed(db: AccountDb, address: string): Promise<{ objectId: number; id: number } | undefined> {
  const id = await contactOf(db, address);
  return id === undefined ? undefined : { objectId: CONTACT, id };
}

interface Following {
  kind: Exclude<UnderstoodMail['kind'], 'nothing'>;
  letter: ReturnedLetter | undefined;
  record: { objectId: number; id: number } | undefined;
  understood: UnderstoodMail;
  id: number;
  desk: string | undefined;
}

/** What follows from a mail. Gives the event that tells of it. */
async function follow(db: AccountDb, of: Following): Promise<number | null> {
  const { kind, letter, understood, id } = of;
  const returned: Returned | undefined = letter && { letter, inboundId: id, bounce: understood.bounce };
  if (kind === 'bounce') return returned ? noteBounce(db, returned) : null;
  if (kind === 'complaint') return returned ? noteComplaint(db, returned) : null;
  if (kind === 'delay') {
    if (letter) await markDelayed(db, letter.id);
    return null;
  }
  return tellOfWords(db, of);
}

/** Somebody, or their program, wrote: conversations follow from the one event, maps and reports from the other. */
async function tellOfWords(db: AccountDb, { kind, letter, record, id, desk }: Following): Promise<number> {
  const writer: Actor = record ? { type: 'contact', id: String(record.id) } : { type: 'system', id: null };
  let causeId = letter?.event_id ?? null;
  if (kind === 'reply' && letter) {
    await markReplied(db, letter.id);
    causeId = await recordEvent(db, writer, {
      kind: emailReplied,
      record: { objectId: letter.object_id, id: letter.record_id },
      subject: { type: 'email', id: letter.message_id },
      ...(causeId === null ? {} : { causeId }),
      data: { delivery: letter.id, inbound: id },
    });
    await touchActivity(db, letter.object_id, [letter.record_id]);
  }
  return recordEvent(db, writer, {
    kind: mailReceived,
    ...(record ? { record } : {}),
    subject: { type: 'inbound_mail', id },
    ...(causeId === null ? {} : { causeId }),
    data: { inbound: id, is: kind, ...(desk === undefined ? {} : { desk }) },
  });
}

function rowOf(
  db: AccountDb,
  { arrived, mail, understood, id }: Kept,
  of: { letter: ReturnedLetter | undefined; record: Following['record']; kind: Following['kind'] },
) {
  const isReport = ['bounce', 'delay', 'complaint'].includes(of.kind);
  return {
    id,
    digest: createHash('sha256').update(`${arrived.toAddress}\n`).update(arrived.raw).digest('base64url'),
    via: arrived.via,
    mailbox_id: arrived.mailboxId ?? null,
    channel_id: arrived.channelId ?? null,
    desk: arrived.desk ?? null,
    kind: of.kind,
    object_id: of.record?.objectId ?? null,
    record_id: of.record?.id ?? null,
    delivery_id: of.letter?.id ?? null,
    received_at: db.now,
    size_bytes: arrived.raw.length,
    to_address: arrived.toAddress.slice(0, 254),
    from_address: mail.fromAddress,
    from_name: mail.fromName,
    subject: mail.subject,
    message_id: mail.messageId,
    in_reply_to: mail.inReplyTo,
    refers_to: mail.references,
    // What a server sends back is our own letter again; its raw text is there for a month.
    text: isReport ? null : mail.text,
    new_text: isReport ? null : understood.newText,
    html: isReport ? null : mail.html,
    bounce_class: of.kind === 'bounce' ? (understood.bounce?.class ?? 'other') : null,
    bounce_status: understood.bounce?.status || null,
    diagnostic: understood.bounce?.diagnostic || null,
    raw: arrived.raw,
  };
}
