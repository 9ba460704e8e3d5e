import type { AccountDb } from '../app/db.ts';
import type { FieldUse, TagNamed } from '../app/kernel/domain.ts';
import { namesTag } from '../records/index.ts';
import { storedGroups } from './queries/groups.ts';

/** The groups that ask for a tag. */
export async function tagUses(db: AccountDb, asked: TagNamed): Promise<FieldUse[]> {
  return (await storedGroups(db))
    .filter(({ criteria }) => namesTag(criteria, asked))
    .map(({ id, name }) => ({ kind: 'group', name, place: `/groups/${id}` }));
}
