import type { AccountDb } from '../app/db.ts';
import type { FieldUse, TagNamed } from '../app/kernel/domain.ts';
import { allSavedBlocks, conditionsIn, savedBlocksOf } from '../documents/index.ts';
import { namesTag } from '../records/index.ts';
import { allMessages } from './queries/messages.ts';

/** The messages with blocks that are shown to those who have a tag. */
export async function tagUses(db: AccountDb, asked: TagNamed): Promise<FieldUse[]> {
  const saved = new Map((await allSavedBlocks(db)).map((block) => [block.id, block]));
  return (await allMessages(db))
    .filter(({ body }) => conditionsIn(body, savedBlocksOf(body, saved)).some((criteria) => namesTag(criteria, asked)))
    .map(({ id, name }) => ({ kind: 'message', name, place: `/messages/${id}` }));
}
