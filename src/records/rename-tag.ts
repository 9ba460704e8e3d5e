import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid, notFound, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { tagChanged } from './events.ts';
import { freeFormerName, holderOfName, insertFormerName, lockTag, updateTagName } from './queries/tag-changes.ts';
import { LIMITS } from './schema.ts';

/** A tag of an object. */
export interface TagAsked {
  objectId: number;
  tagId: number;
}

/**
 * Gives a tag another name. Whatever still says the former one (maps, forms, imports, programs) goes on to mean this tag. Refuses `not_found`,
 * `invalid_input`, and `tag_exists` where another tag has the name: the two can be merged.
 */
export async function renameTag(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { objectId, tagId, name }: TagAsked & { name: string },
): Promise<void> {
  const given = name.trim();
  if (given === '') throw invalid('name', 'Give the tag a name.');
  if (given.length > LIMITS.tag) throw invalid('name', `A tag’s name may have at most ${LIMITS.tag} characters.`);
  const tag = await lockTag(db, objectId, tagId);
  if (!tag) throw notFound('tag');
  if (tag.name === given) return;
  const holder = await holderOfName(db, objectId, given);
  if (holder && holder.id !== tagId) {
    throw new Problem('tag_exists', `There is a tag “${holder.name}” already. Merge the two, or choose another name.`, {
      status: 409,
      details: { tagId: holder.id },
    });
  }
  await freeFormerName(db, objectId, given);
  await updateTagName(db, objectId, { id: tagId, name: given });
  await insertFormerName(db, objectId, { id: await ids('tag', 1), name: tag.name, tagId });
  await recordEvent(db, actor, {
    kind: tagChanged,
    subject: { type: 'tag', id: tagId },
    data: { objectId, how: 'renamed' },
    personal: { name: given, was: tag.name },
  });
}
