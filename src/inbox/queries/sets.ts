import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { EventKind, FactContext } from '../../app/kernel/domain.ts';
import { raw } from '../../app/db.ts';
import { recordEvents } from '../../ledger/index.ts';
import type { ConversationNode } from '../schema.ts';

/** What an event of a conversation says beside where it is. */
export interface ToldConversation {
  id: number;
  data?: Record<string, unknown>;
  personal?: Record<string, unknown>;
  causeId?: number | null;
}

/** One event for each of some conversations, in one statement; each says its inbox, channel and record. */
export async function tellConversations(db: AccountDb, actor: Actor, kind: EventKind, told: readonly ToldConversation[]): Promise<void> {
  if (told.length === 0) return;
  await recordEvents(db, actor, {
    kind,
    subjectType: 'conversation',
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data', 'personal'],
    rows: sql`select v.object_id, v.record_id, v.id as subject_id, t.cause_id,
        jsonb_build_object('inbox', v.inbox_id, 'channel', v.channel_id) || t.data as data, t.personal
      from unnest(${told.map(({ id }) => id)}::bigint[], ${told.map(({ causeId }) => causeId ?? null)}::bigint[],
        ${told.map(({ data }) => JSON.stringify(data ?? {}))}::jsonb[],
        ${told.map(({ personal }) => (personal ? JSON.stringify(personal) : null))}::jsonb[]) t(id, cause_id, data, personal)
      join conversations v on v.account_id = ${db.accountId} and v.id = t.id`,
  });
}

/** The conversations under way of a set of records, and of which record each is. Locked. */
export async function underWayOf(
  db: AccountDb,
  objectId: number,
  recordIds: readonly number[],
): Promise<{ id: number; inbox_id: number; record_id: number }[]> {
  return db.many(
    sql`select v.id, v.inbox_id, v.record_id from conversations v
        where v.account_id = ${db.accountId} and v.object_id = ${objectId} and v.record_id = any(${recordIds}::bigint[])
          and v.state <> 'closed' and v.merged_into_id is null and not v.is_spam
        order by v.id for update`,
  );
}

/** True for records with, or without, conversations under way. */
export function conversationFact({ conversation, inboxIds }: ConversationNode, { accountId, objectId, record }: FactContext): Sql {
  const r = raw(record);
  const inboxes = inboxIds && inboxIds.length > 0 ? sql`and v.inbox_id = any(${inboxIds}::bigint[])` : sql``;
  const state = conversation === 'unanswered' ? sql`v.state = 'open'` : sql`v.state <> 'closed'`;
  const held = sql`(select from conversations v where v.account_id = ${accountId} and v.object_id = ${objectId} and v.record_id = ${r}.id
      and ${state} and v.merged_into_id is null and not v.is_spam ${inboxes})`;
  return conversation === 'none' ? sql`not exists ${held}` : sql`exists ${held}`;
}
