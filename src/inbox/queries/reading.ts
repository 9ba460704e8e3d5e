import { sql, type AccountDb } from '../../app/db.ts';

/** A user has read so far; never less far than before. */
export async function markReadUpTo(db: AccountDb, conversationId: number, userId: number, entryId: number): Promise<void> {
  await db.run(
    sql`insert into conversation_reads (account_id, conversation_id, user_id, entry_id)
        values (${db.accountId}, ${conversationId}, ${userId}, ${entryId})
        on conflict (account_id, conversation_id, user_id) do update set entry_id = excluded.entry_id
          where conversation_reads.entry_id < excluded.entry_id or excluded.entry_id = 0`,
  );
}

export interface DraftRow {
  kind: 'answer' | 'note';
  text: string;
}

export async function draftOf(db: AccountDb, conversationId: number, userId: number): Promise<DraftRow | undefined> {
  return db.maybeOne(
    sql`select d.kind, d.text from conversation_drafts d
        where d.account_id = ${db.accountId} and d.conversation_id = ${conversationId} and d.user_id = ${userId}`,
  );
}

export async function writeDraft(db: AccountDb, conversationId: number, userId: number, { kind, text }: DraftRow): Promise<void> {
  await db.run(
    sql`insert into conversation_drafts (account_id, conversation_id, user_id, kind, text, updated_at)
        values (${db.accountId}, ${conversationId}, ${userId}, ${kind}, ${text}, ${db.now})
        on conflict (account_id, conversation_id, user_id)
          do update set kind = excluded.kind, text = excluded.text, updated_at = excluded.updated_at`,
  );
}

/** With a kind, only a draft of that kind: whoever has written a note may still be answering. */
export async function deleteDraft(
  db: AccountDb,
  { conversationId, userId, kind }: { conversationId: number; userId: number; kind?: DraftRow['kind'] },
): Promise<void> {
  await db.run(
    sql`delete from conversation_drafts
        where account_id = ${db.accountId} and conversation_id = ${conversationId} and user_id = ${userId}
          ${kind === undefined ? sql`` : sql`and kind = ${kind}`}`,
  );
}

/** What a user had read and begun goes with their seat. */
export async function forgetReader(db: AccountDb, userId: number): Promise<void> {
  await db.run(sql`delete from conversation_reads where account_id = ${db.accountId} and user_id = ${userId}`);
  await db.run(sql`delete from conversation_drafts where account_id = ${db.accountId} and user_id = ${userId}`);
}
