import type { OutboxRow } from './queries/deliveries.ts';
import type { MessageRow, VersionSource } from './queries/messages.ts';
import type { MailSettingsRow } from './queries/settings.ts';
import type { MailSettings, Message, MessageLine, MessageSource, OutboxLine } from './schema.ts';

export const presentMessageLine = (row: MessageRow): MessageLine => ({
  id: row.id,
  objectId: row.object_id,
  name: row.name,
  purpose: row.purpose,
  subject: row.subject,
  publishedVersion: row.published_version,
  isChanged: row.published_version !== null && row.published_revision !== row.revision,
  updatedAt: row.updated_at.toISOString(),
});

export const presentMessage = (row: MessageRow): Message => ({
  ...presentMessageLine(row),
  preheader: row.preheader,
  body: row.body,
  fromName: row.from_name,
  replyTo: row.reply_to,
  sender: row.sender,
  utm: row.utm,
  textPart: row.text_part,
  topicId: row.topic_id,
  revision: row.revision,
});

export const presentSource = ({ subject, preheader, body, text_part }: VersionSource): MessageSource => ({
  subject,
  preheader,
  body,
  textPart: text_part,
});

export const presentOutboxLine = (row: OutboxRow, filled: { recordName: string; subject: string | null }): OutboxLine => ({
  id: row.id,
  status: row.status,
  reason: row.reason,
  messageId: row.message_id,
  messageName: row.message_name,
  objectId: row.object_id,
  recordId: row.record_id,
  recordName: filled.recordName,
  address: row.address,
  subject: filled.subject,
  queuedAt: row.queued_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
});

export const presentMailSettings = (
  row: MailSettingsRow,
  installation: { installationHasServer: boolean; fallbackAddress: string },
): MailSettings => ({
  fromName: row.from_name,
  fromAddress: row.from_address,
  replyTo: row.reply_to,
  smtpHost: row.smtp_host,
  smtpPort: row.smtp_port,
  smtpSecurity: row.smtp_security,
  smtpUser: row.smtp_user,
  hasPassword: row.smtp_password_sealed !== null,
  testedAt: row.tested_at?.toISOString() ?? null,
  ...installation,
});
