import type { AccountDb } from '../app/db.ts';
import { publish } from '../app/live.ts';
import { markRead } from './queries/notifications.ts';
import { aboutRecord, upTo, withIds } from './queries/which.ts';
import type { Read } from './schema.ts';

/** Marks what a user has looked at, by id, up to one, or all about a record; it is not mailed any more. Open pages of theirs hear of it. */
export async function readNotifications(db: AccountDb, userId: number, read: Read): Promise<void> {
  const which = 'ids' in read ? withIds(read.ids) : 'upTo' in read ? upTo(read.upTo) : aboutRecord(read.record);
  if ((await markRead(db, userId, which)) > 0) publish(db, `notifications/${userId}`);
}
