import type { LetterState } from '../email/index.ts';
import type { EntryRow } from './queries/entries.ts';
import type { ChannelRow, InboxRow } from './queries/inboxes.ts';
import type { ListedRow } from './queries/lists.ts';
import type { TemplateRow } from './queries/templates.ts';
import type { ChannelView, ConversationLine, EntryView, InboxView, TemplateView } from './schema.ts';

/** `recordName` is undefined where the viewer may not see the record, or there is none. */
export const presentLine = (row: ListedRow, recordName: string | undefined): ConversationLine => ({
  id: row.id,
  inboxId: row.inbox_id,
  channelId: row.channel_id,
  state: row.state,
  isSpam: row.is_spam,
  snoozedUntil: row.snoozed_until?.toISOString() ?? null,
  assigneeId: row.assignee_id,
  subject: row.subject ?? '',
  excerpt: row.excerpt ?? '',
  name: recordName || row.name || row.address || '',
  address: row.address,
  record: recordName === undefined || row.record_id === null ? null : { objectId: row.object_id!, id: row.record_id },
  isUnread: row.is_unread,
  hasDraft: row.has_draft,
  entryCount: row.entry_count,
  lastAt: row.last_at.toISOString(),
});

export const presentEntry = (row: EntryRow, letter: LetterState | undefined): EntryView => ({
  id: row.id,
  kind: row.kind,
  at: row.at.toISOString(),
  authorId: row.author_id,
  address: row.address,
  name: row.name ?? '',
  subject: row.subject ?? '',
  text: row.text ?? '',
  quoted: row.quoted ?? '',
  hasHtml: row.has_html,
  isAuto: row.is_auto,
  attachments: row.attachments.map(({ name, type, bytes, position }) => ({
    name,
    type,
    bytes,
    url: row.inbound_id === null ? null : `/api/conversations/${row.conversation_id}/entries/${row.id}/attachments/${position}`,
  })),
  deliveryId: row.delivery_id,
  status: letter ? (letter.bounced_at ? 'bounced' : letter.status) : null,
});

export const presentChannel = (row: ChannelRow, forwardTo: string | null): ChannelView => ({
  id: row.id,
  inboxId: row.inbox_id,
  kind: row.kind,
  address: row.address,
  forwardTo,
  fromName: row.from_name,
  signature: row.signature,
});

export const presentInbox = (row: InboxRow, channels: ChannelView[], isMine: boolean): InboxView => ({
  id: row.id,
  name: row.name,
  isForAll: row.is_for_all,
  userIds: row.user_ids,
  unknownSenders: row.unknown_senders,
  isMine,
  channels,
});

export const presentTemplate = ({ id, name, shortcut, text, user_id }: TemplateRow): TemplateView => ({
  id,
  name,
  shortcut,
  text,
  isShared: user_id === null,
});
