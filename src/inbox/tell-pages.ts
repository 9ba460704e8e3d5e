import type { AccountDb } from '../app/db.ts';
import { publish } from '../app/live.ts';

/** Tells the open pages of an inbox, and of a conversation, to look again. */
export function tellPages(db: AccountDb, conversations: readonly { id: number; inbox_id: number }[]): void {
  for (const inboxId of new Set(conversations.map(({ inbox_id }) => inbox_id))) publish(db, `inbox/${inboxId}`);
  for (const { id } of conversations) publish(db, `conversation/${id}`);
}
