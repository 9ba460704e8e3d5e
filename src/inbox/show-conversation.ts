import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { letterStates } from '../email/index.ts';
import { lines } from './list-conversations.ts';
import { presentEntry } from './present.ts';
import { blockedAmong } from './queries/blocked.ts';
import type { ConversationRow } from './queries/conversations.ts';
import { entriesOf } from './queries/entries.ts';
import { conversationsWith } from './queries/lists.ts';
import { draftOf } from './queries/reading.ts';
import { blockableNames } from './rules/blocked.ts';
import type { ConversationDetail } from './schema.ts';
import { visibleInboxes } from './visible-inboxes.ts';

const MOST_ENTRIES = 500;
const MOST_OTHERS = 20;

/** A conversation with all that was said in it, for somebody of its inbox. */
export async function showConversation(db: AccountDb, viewer: Viewer, conversation: ConversationRow): Promise<ConversationDetail> {
  const { id, object_id: objectId, record_id: recordId, address } = conversation;
  const inboxIds = (await visibleInboxes(db, viewer)).map((inbox) => inbox.id);
  const who = recordId === null ? { address: address ?? '' } : { objectId: objectId!, recordId };
  const others = await conversationsWith(db, who, { userId: viewer.userId, inboxIds, limit: MOST_OTHERS });
  const draft = await draftOf(db, id, viewer.userId);
  const [line] = await lines(db, viewer, [{ ...conversation, is_unread: false, has_draft: draft !== undefined }]);
  const entries = await entriesOf(db, id, MOST_ENTRIES);
  const letters = await letterStates(
    db,
    entries.flatMap(({ delivery_id }) => (delivery_id === null ? [] : [delivery_id])),
  );
  const letterOf = new Map(letters.map((letter) => [letter.id, letter]));
  return {
    ...line!,
    isUnread: others.find((other) => other.id === id)?.is_unread ?? false,
    entries: entries.map((entry) => presentEntry(entry, letterOf.get(entry.delivery_id ?? 0))),
    draft: draft ?? null,
    others: others
      .filter((other) => other.id !== id)
      .map((other) => ({ id: other.id, subject: other.subject ?? '', state: other.state, lastAt: other.last_at.toISOString() })),
    blocked: address === null ? null : ((await blockedAmong(db, blockableNames(address))) ?? null),
  };
}
