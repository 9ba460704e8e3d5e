import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { notFound } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { tagChanged } from './events.ts';
import { lockTag, removeTagRow } from './queries/tag-changes.ts';
import { removeTag } from './remove-tag.ts';
import type { TagAsked } from './rename-tag.ts';
import { refuseUsedTag } from './tag-uses.ts';

/**
 * Deletes a tag: it is gone from every list at once, and comes off the records that have it with `tag.removed` for each, many of them in the
 * background. For 30 days it can be undone. Refuses `not_found`, and `tag_in_use` with what names it unless that is `confirmed`.
 */
export async function deleteTag(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { objectId, tagId, confirmed }: TagAsked & { confirmed: boolean },
): Promise<{ changeId: number; records: number }> {
  const tag = await lockTag(db, objectId, tagId);
  if (!tag) throw notFound('tag');
  if (!confirmed) await refuseUsedTag(db, { objectId, tagId, name: tag.name });
  await removeTagRow(db, objectId, tagId);
  const eventId = await recordEvent(db, actor, {
    kind: tagChanged,
    subject: { type: 'tag', id: tagId },
    data: { objectId, how: 'deleted' },
    personal: { name: tag.name },
  });
  return removeTag(db, actor, ids, { objectId, tagId, intoId: null, eventId });
}
