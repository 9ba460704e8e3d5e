import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { visibleNames } from '../records/index.ts';
import { presentLine } from './present.ts';
import { foundConversations, listedConversations, type ListedRow } from './queries/lists.ts';
import { searchWords } from './rules/search-words.ts';
import type { ConversationLine, ConversationsQuery } from './schema.ts';
import { visibleInboxes } from './visible-inboxes.ts';

/** A page of conversations in the viewer's inboxes, the latest first; a search gives one page. `next` is where the following page begins. */
export async function listConversations(
  db: AccountDb,
  viewer: Viewer,
  query: ConversationsQuery,
): Promise<{ conversations: ConversationLine[]; next: string | null }> {
  const { search, cursor, ...asked } = query;
  const inboxIds = (await visibleInboxes(db, viewer)).map(({ id }) => id);
  const [at = '', id = '0'] = cursor?.split('|') ?? [];
  const list = { ...asked, userId: viewer.userId, inboxIds, after: cursor ? { at: new Date(at), id: Number(id) } : undefined };
  const rows = search
    ? await foundConversations(db, list, { query: searchWords(search), typed: search })
    : await listedConversations(db, list);
  const last = rows.at(-1);
  return {
    conversations: await lines(db, viewer, rows),
    next: rows.length === query.limit && last && !search ? `${last.last_at.toISOString()}|${last.id}` : null,
  };
}

/** Conversations as the viewer may read them: by the name of the record where they may see it, else by what the writer says. */
export async function lines(db: AccountDb, viewer: Viewer, rows: readonly ListedRow[]): Promise<ConversationLine[]> {
  const pointers = rows.flatMap(({ object_id, record_id }) => (record_id === null ? [] : [{ objectId: object_id!, id: record_id }]));
  const names = new Map((await visibleNames(db, viewer, pointers)).map(({ object_id, id, name }) => [`${object_id}:${id}`, name]));
  return rows.map((row) => presentLine(row, names.get(`${row.object_id}:${row.record_id}`)));
}
