import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { openCounts } from './queries/lists.ts';
import type { InboxCounts } from './schema.ts';
import { visibleInboxes } from './visible-inboxes.ts';

/** What is open in the viewer's inboxes, unread, and theirs. */
export async function countInboxes(db: AccountDb, viewer: Viewer): Promise<InboxCounts> {
  const inboxes = await visibleInboxes(db, viewer);
  const counts = await openCounts(
    db,
    viewer.userId,
    inboxes.map(({ id }) => id),
  );
  const sum = (what: 'unread' | 'mine'): number => counts.reduce((total, row) => total + row[what], 0);
  return {
    unread: sum('unread'),
    mine: sum('mine'),
    inboxes: inboxes.map(({ id }) => {
      const row = counts.find(({ inbox_id }) => inbox_id === id);
      return { id, open: row?.open ?? 0, unread: row?.unread ?? 0 };
    }),
  };
}
