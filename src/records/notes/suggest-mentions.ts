import { usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { RecordId } from '../record-for.ts';
import { maySee } from './tell-mentioned.ts';

const SUGGESTED = 8;

/** The first users by name whose name begins with the words, or has a part that does, and who may see the record. */
export async function suggestMentions(
  db: AccountDb,
  { record, search }: { record: RecordId; search: string },
): Promise<{ id: number; name: string }[]> {
  const wanted = search.trim().toLowerCase();
  const named = (await usersOf(db))
    .filter(({ name, hasLeft }) => !hasLeft && (name.toLowerCase().startsWith(wanted) || name.toLowerCase().includes(` ${wanted}`)))
    .sort((a, b) => a.name.localeCompare(b.name));
  const suggested: { id: number; name: string }[] = [];
  for (const { id, name } of named) {
    if (suggested.length === SUGGESTED) break;
    if (await maySee(db, id, record)) suggested.push({ id, name });
  }
  return suggested;
}
