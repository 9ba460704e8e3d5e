import type { AccountDb, Database } from '../../app/db.ts';
import { installationOf } from '../../accounts/index.ts';
import { mailToken } from '../letters/mail-tokens.ts';
import { attachmentContent, attachmentsOf, inboundMailRow } from '../queries/inbound-mails.ts';
import type { MailKind } from '../rules/inbound-schema.ts';

/** A mail that came in, for those who answer it. Texts and addresses are null once the person was erased. */
export interface InboundMail {
  id: number;
  kind: MailKind;
  receivedAt: Date;
  /** The address of ours it came to; the channel or the mailbox, where it came through one. */
  toAddress: string | null;
  channelId: number | null;
  mailboxId: number | null;
  fromAddress: string | null;
  fromName: string | null;
  subject: string | null;
  messageId: string | null;
  inReplyTo: string | null;
  /** Message-IDs of the mails before it, the oldest first. */
  references: readonly string[];
  text: string | null;
  /** What stands above the quoted mail. */
  newText: string | null;
  /** Cleaned: without scripts and styles of the page around it; pictures from elsewhere have their address as `data-src`, which loads nothing. */
  html: string | null;
  /** Our letter that it answers. */
  deliveryId: number | null;
  record: { objectId: number; recordId: number } | null;
  attachments: readonly { position: number; name: string; type: string; sizeBytes: number }[];
}

/** A mail that came in, with what hangs on it; undefined where there is none. */
export async function inboundMail(db: AccountDb, id: number): Promise<InboundMail | undefined> {
  const row = await inboundMailRow(db, id);
  if (!row) return undefined;
  const attachments = await attachmentsOf(db, id);
  return {
    id,
    kind: row.kind,
    receivedAt: row.received_at,
    toAddress: row.to_address,
    channelId: row.channel_id,
    mailboxId: row.mailbox_id,
    fromAddress: row.from_address,
    fromName: row.from_name,
    subject: row.subject,
    messageId: row.message_id,
    inReplyTo: row.in_reply_to,
    references: row.refers_to,
    text: row.text,
    newText: row.new_text,
    html: row.html,
    deliveryId: row.delivery_id,
    record: row.object_id === null || row.record_id === null ? null : { objectId: row.object_id, recordId: row.record_id },
    attachments: attachments.map(({ position, name, type, size_bytes: sizeBytes }) => ({ position, name, type, sizeBytes })),
  };
}

/** A file that came with a mail; undefined where there is none. */
export async function inboundAttachment(
  db: AccountDb,
  mailId: number,
  position: number,
): Promise<{ name: string; type: string; content: Buffer } | undefined> {
  const row = await attachmentContent(db, mailId, position);
  return row && { name: row.name, type: row.type, content: row.content };
}

/** The address under which mail comes to a channel whatever domains the account has; null while this installation takes no mail by itself. */
export function channelAddress(db: AccountDb, database: Database, channelId: number): string | null {
  const { inbound, secretKey } = installationOf(database);
  return inbound ? `c.${mailToken(secretKey, 'channel', { accountId: db.accountId, id: channelId })}@${inbound.mailHost}` : null;
}
