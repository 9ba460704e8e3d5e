import type { AccountDb } from '../app/db.ts';
import { deleteDraft, type DraftRow, writeDraft } from './queries/reading.ts';

/** Keeps what a user has begun to write; nothing written keeps nothing. */
export async function keepDraft(db: AccountDb, conversationId: number, userId: number, draft: DraftRow): Promise<void> {
  if (draft.text.trim() === '') await deleteDraft(db, { conversationId, userId });
  else await writeDraft(db, conversationId, userId, draft);
}
