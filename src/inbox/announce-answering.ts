import type { AccountDb } from '../app/db.ts';
import { publish } from '../app/live.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import type { Answering } from './schema.ts';
import { conversationFor } from './visible-inboxes.ts';

/** Tells all who have the conversation open that this person has, or is answering it. Nothing is stored. Refuses `not_found`. */
export async function announceAnswering(db: AccountDb, viewer: Viewer, id: number, presence: Answering): Promise<void> {
  const conversation = await conversationFor(db, viewer, id);
  publish(db, `conversation/${conversation.id}`, { presence: { ...presence, userId: viewer.userId } });
}
