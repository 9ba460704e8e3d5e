import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid, notFound } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { tagChanged } from './events.ts';
import { leadTagInto, lockTag } from './queries/tag-changes.ts';
import { removeTag } from './remove-tag.ts';
import type { TagAsked } from './rename-tag.ts';

/**
 * Merges a tag into another of its object: the records that have it get the other one, many of them in the background. Whoever names the merged
 * tag, in criteria too, means the other from now on. For 30 days it can be undone. Refuses `not_found` and `invalid_input`.
 */
export async function mergeTags(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { objectId, tagId, intoId }: TagAsked & { intoId: number },
): Promise<{ changeId: number; records: number }> {
  if (tagId === intoId) throw invalid('into', 'A tag cannot be merged into itself. Choose another.');
  const locked = new Map<number, string>();
  // In one order, so that two who merge the same two tags the other way round do not wait for each other.
  for (const id of [tagId, intoId].sort((a, b) => a - b)) {
    const tag = await lockTag(db, objectId, id);
    if (!tag) throw notFound('tag');
    locked.set(id, tag.name);
  }
  await leadTagInto(db, { objectId, tagId, intoId });
  const eventId = await recordEvent(db, actor, {
    kind: tagChanged,
    subject: { type: 'tag', id: tagId },
    data: { objectId, how: 'merged', into: intoId },
    personal: { name: locked.get(tagId), into: locked.get(intoId) },
  });
  return removeTag(db, actor, ids, { objectId, tagId, intoId, eventId });
}
