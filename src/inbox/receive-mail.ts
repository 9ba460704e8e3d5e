import type { AccountDb } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import type { InboundMail } from '../email/index.ts';
import { CONTACT, recordById, touchActivity } from '../records/index.ts';
import { makeContact } from './make-contact.ts';
import { conversationOpened, conversationReplied } from './events.ts';
import { blockedAmong } from './queries/blocked.ts';
import {
  conversationById,
  conversationOfWriter,
  type ConversationRow,
  insertConversation,
  tieWriter,
  type Writer,
} from './queries/conversations.ts';
import { conversationNamed, conversationOfMail, insertEntry, mailsSince, PLAIN_ENTRY } from './queries/entries.ts';
import { allChannels, allInboxes, type ChannelRow, type InboxRow } from './queries/inboxes.ts';
import { contactWithAddress } from './queries/people.ts';
import { tellConversations } from './queries/sets.ts';
import { blockableNames } from './rules/blocked.ts';
import { excerptOf, quotedPart } from './rules/excerpt.ts';
import { attentionTo, HOUR_MS, KEPT_PER_HOUR } from './rules/loops.ts';
import { saysAnswer, subjectKey } from './rules/subject-key.ts';
import { tellPages } from './tell-pages.ts';

/** A mail without headers goes on with a closed conversation of the same subject for so long. */
const SAME_SUBJECT_MS = 30 * 86_400_000;
/** Longer names of mails are cut: an index holds them. */
const LONGEST_REF = 500;
const MOST_REFS = 50;

interface Arrival {
  mail: InboundMail;
  from: string;
  channel: ChannelRow;
  inbox: InboxRow;
  isQuiet: boolean;
  causeId: number;
}

/**
 * Puts a mail into the conversation it belongs to: by what it answers, else by who writes about what, else into the one under way with them, else
 * a new one. Mail that no person wrote, or of a sender who writes as only machines do, begins no conversation, wakes none and tells nobody.
 */
export async function receiveMail(db: AccountDb, ids: NextIds, { mail, causeId }: { mail: InboundMail; causeId: number }): Promise<void> {
  const from = mail.fromAddress?.toLowerCase();
  if (
    !from ||
    !(mail.kind === 'reply' || mail.kind === 'mail' || mail.kind === 'auto_reply') ||
    (await conversationOfMail(db, mail.id)) !== undefined
  )
    return;
  if ((await blockedAmong(db, blockableNames(from))) !== undefined) return;
  const channels = await allChannels(db);
  // What we sent ourselves and is back here goes round in circles.
  if (channels.some(({ address }) => address === from)) return;
  const channel = channelOf(mail, channels);
  const inbox = channel && (await allInboxes(db)).find(({ id }) => id === channel.inbox_id);
  if (!channel || !inbox) return;
  const attention = attentionTo(
    mail.kind === 'auto_reply',
    await mailsSince(db, from, new Date(db.now.getTime() - HOUR_MS), KEPT_PER_HOUR),
  );
  if (attention === 'none') return;
  const arrival: Arrival = { mail, from, channel, inbox, isQuiet: attention === 'quiet', causeId };
  await putIntoConversation(db, ids, arrival);
}

async function putIntoConversation(db: AccountDb, ids: NextIds, arrival: Arrival): Promise<void> {
  const { mail, from, inbox, isQuiet } = arrival;
  const writer = await writerOf(db, ids, arrival);
  if (writer.recordId !== null) await tieWriter(db, from, { objectId: writer.objectId!, id: writer.recordId });
  const found = await conversationThatGoesOn(db, arrival, writer);
  if (!found && isQuiet) return;
  const id = found?.id ?? (await begin(db, ids, arrival, writer));
  const entryId = await ids('conversation-entry', 1);
  const isSilent = isQuiet || found?.is_spam === true;
  const text = (mail.newText ?? mail.text ?? '').trim();
  await insertEntry(
    db,
    {
      ...PLAIN_ENTRY,
      id: entryId,
      conversation_id: id,
      kind: 'in',
      address: from,
      name: mail.fromName,
      subject: mail.subject,
      text,
      quoted: quotedPart(mail.text ?? '', mail.newText ?? ''),
      has_html: mail.html !== null,
      attachments: mail.attachments.map(({ name, type, sizeBytes, position }) => ({ name, type, bytes: sizeBytes, position })),
      inbound_id: mail.id,
      message_ref: mail.messageId?.slice(0, LONGEST_REF) ?? null,
      is_auto: isQuiet,
    },
    isSilent
      ? { state: null, isNews: false, excerpt: null }
      : { state: 'open', isNews: true, excerpt: excerptOf(text || (mail.subject ?? '')) },
  );
  if (writer.recordId !== null && !isQuiet) await touchActivity(db, writer.objectId!, [writer.recordId]);
  if (!isSilent) await tellArrival(db, arrival, { id, found });
  tellPages(db, [{ id, inbox_id: found?.inbox_id ?? inbox.id }]);
}

async function tellArrival(
  db: AccountDb,
  { inbox, causeId, mail }: Arrival,
  of: { id: number; found: ConversationRow | undefined },
): Promise<void> {
  const { id, found } = of;
  const data = found ? { assignee: found.assignee_id } : { userIds: inbox.user_ids };
  const personal = { subject: (mail.subject ?? '').slice(0, 300) };
  await tellConversations(db, system, found ? conversationReplied : conversationOpened, [{ id, data, personal, causeId }]);
}

/** The channel it came through: the one it was addressed to, by its own address or by the account's, or else the one that takes all answers. */
function channelOf({ channelId, toAddress }: InboundMail, channels: readonly ChannelRow[]): ChannelRow | undefined {
  return (
    channels.find(({ id }) => id === channelId) ??
    channels.find(({ address }) => address !== null && address === toAddress?.toLowerCase()) ??
    channels.find(({ kind }) => kind === 'replies')
  );
}

/** Who wrote: the contact of that address, or the record the letter went to that it answers; a new contact where the inbox has it so. */
async function writerOf(db: AccountDb, ids: NextIds, { mail, from, inbox, isQuiet }: Arrival): Promise<Writer> {
  const contact = await contactWithAddress(db, from);
  if (contact !== undefined && (await recordById(db, CONTACT, contact))) return { objectId: CONTACT, recordId: contact, address: from };
  if (mail.record && (await recordById(db, mail.record.objectId, mail.record.recordId)))
    return { objectId: mail.record.objectId, recordId: mail.record.recordId, address: from };
  if (inbox.unknown_senders === 'create' && !isQuiet && contact === undefined) {
    const recordId = await makeContact(db, system, ids, { address: from, name: mail.fromName ?? '' });
    return { objectId: CONTACT, recordId, address: from };
  }
  return { objectId: null, recordId: null, address: from };
}

async function conversationThatGoesOn(
  db: AccountDb,
  { mail, from, channel }: Arrival,
  writer: Writer,
): Promise<ConversationRow | undefined> {
  const refs = [mail.inReplyTo, ...mail.references.toReversed()].filter((ref) => ref !== null).slice(0, MOST_REFS);
  const named = await conversationNamed(db, {
    deliveryId: mail.deliveryId,
    refs: refs.map((ref) => ref.slice(0, LONGEST_REF)),
    address: from,
  });
  if (named !== undefined) return conversationById(db, named, true);
  const since = new Date(db.now.getTime() - SAME_SUBJECT_MS);
  const subject = mail.subject ?? '';
  return conversationOfWriter(db, { writer, channelId: channel.id, subjectKey: subjectKey(subject), isAnswer: saysAnswer(subject), since });
}

async function begin(db: AccountDb, ids: NextIds, { mail, from, channel, inbox }: Arrival, writer: Writer): Promise<number> {
  const id = await ids('conversation', 1);
  const subject = (mail.subject ?? '').slice(0, 300);
  await insertConversation(db, {
    id,
    inboxId: inbox.id,
    channelId: channel.id,
    writer,
    name: mail.fromName?.slice(0, 200) || from,
    subject,
    subjectKey: subjectKey(subject),
    state: 'open',
    assigneeId: null,
  });
  return id;
}
