import { usersOf, viewerOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { ConversationRow } from './queries/conversations.ts';
import { allInboxes } from './queries/inboxes.ts';
import { answersIn } from './visible-inboxes.ts';

const SUGGESTED = 8;

/** The first colleagues by name who answer in the conversation's inbox and whose name begins with the words, or has a part that does. */
export async function suggestColleagues(
  db: AccountDb,
  conversation: ConversationRow,
  search: string,
): Promise<{ id: number; name: string }[]> {
  const wanted = search.trim().toLowerCase();
  const inbox = (await allInboxes(db)).find(({ id }) => id === conversation.inbox_id)!;
  const named = (await usersOf(db))
    .filter(({ name, hasLeft }) => !hasLeft && (name.toLowerCase().startsWith(wanted) || name.toLowerCase().includes(` ${wanted}`)))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  const suggested: { id: number; name: string }[] = [];
  for (const { id, name } of named) {
    if (suggested.length === SUGGESTED) break;
    if (answersIn(await viewerOf(db, id), inbox)) suggested.push({ id, name });
  }
  return suggested;
}
