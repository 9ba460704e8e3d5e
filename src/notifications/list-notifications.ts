import { usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { eventsByIds } from '../ledger/index.ts';
import { visibleNames } from '../records/index.ts';
import { userNotified } from './events.ts';
import { countUnread, type NotificationRow, notificationsOfUser } from './queries/notifications.ts';
import type { NotificationView } from './schema.ts';

/** What a user was told of, the latest first, and how many of it are unread. What they may no longer see is left out. */
export async function listNotifications(
  db: AccountDb,
  viewer: Viewer,
  page: { before?: number | undefined; unread: boolean; limit: number },
): Promise<{ notifications: NotificationView[]; unread: number; next: number | null }> {
  const rows = await notificationsOfUser(db, viewer.userId, { ...page, limit: page.limit + 1 });
  const shown = rows.slice(0, page.limit);
  return {
    notifications: await seen(db, viewer, shown),
    unread: await countUnread(db, viewer.userId),
    next: rows.length > page.limit ? shown.at(-1)!.id : null,
  };
}

/** Notifications with the names that the viewer may read; those about records out of reach are left out. */
export async function seen(db: AccountDb, viewer: Viewer, rows: readonly NotificationRow[]): Promise<NotificationView[]> {
  const pointers = rows.filter(({ record_id }) => record_id !== null).map((row) => ({ objectId: row.object_id!, id: row.record_id! }));
  const names = new Map((await visibleNames(db, viewer, pointers)).map(({ object_id, id, name }) => [`${object_id}:${id}`, name]));
  const words = await wordsOf(db, rows);
  const users = new Map((await usersOf(db)).map(({ id, name }) => [id, name]));
  return rows.flatMap((row) => {
    const name = names.get(`${row.object_id}:${row.record_id}`);
    // Whoever answers in an inbox is told of its conversations, also of people whose records they may not see.
    if (row.record_id !== null && name === undefined && row.subject_type !== 'conversation') return [];
    return [{ ...present(row, name, users.get(row.actor_id ?? 0) ?? null), words: words.get(row.event_id) ?? null }];
  });
}

/** What automations say to users, by event, as long as the ledger keeps it. */
async function wordsOf(db: AccountDb, rows: readonly NotificationRow[]): Promise<Map<number, { subject: string; text: string }>> {
  const told = rows.filter(({ kind, event_count }) => kind === userNotified.kind && event_count === 1).map(({ event_id }) => event_id);
  if (told.length === 0) return new Map();
  const events = await eventsByIds(db, told);
  return new Map(events.flatMap(({ id, personal }) => (personal ? [[id, personal as { subject: string; text: string }] as const] : [])));
}

const present = (row: NotificationRow, name: string | undefined, actorName: string | null): Omit<NotificationView, 'words'> => ({
  id: row.id,
  kind: row.kind,
  topic: row.topic,
  count: row.event_count,
  at: row.at.toISOString(),
  isRead: row.read_at !== null,
  actorName,
  record: row.record_id === null || name === undefined ? null : { objectId: row.object_id!, id: row.record_id, name },
  subject: row.subject_id === null ? null : { type: row.subject_type!, id: row.subject_id },
});
