import type { AccountDb } from '../app/db.ts';
import { releaseConversations } from './queries/conversations.ts';
import { forgetMember } from './queries/inboxes.ts';
import { forgetReader } from './queries/reading.ts';
import { forgetTemplatesOf } from './queries/templates.ts';

/** Whoever leaves answers nowhere any more: what was theirs is nobody's, and their own answers, drafts and marks go. */
export async function releaseUser(db: AccountDb, userId: number): Promise<void> {
  await releaseConversations(db, userId);
  await forgetMember(db, userId);
  await forgetReader(db, userId);
  await forgetTemplatesOf(db, userId);
}
