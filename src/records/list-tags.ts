import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShape } from './object-shapes.ts';
import { formerNames } from './queries/tag-changes.ts';
import { countedTags } from './queries/tags.ts';

export interface ListedTag {
  id: number;
  name: string;
  /** How many of the records that the viewer may see have it. */
  records: number;
  /** Other names that mean it: what it was called before, and what was merged into it. */
  formerly: string[];
}

export interface TagsAsked {
  objectId: number;
  /** Letters of the name. */
  search?: string | undefined;
  /** The name of the tag behind which the page begins. */
  after?: string | undefined;
  limit: number;
}

/** An object's tags by name, and the name behind which the next page begins. Refuses `not_found`. */
export async function listTags(
  db: AccountDb,
  viewer: Viewer,
  { objectId, ...asked }: TagsAsked,
): Promise<{ tags: ListedTag[]; next: string | null }> {
  const { id } = await objectShape(db, objectId);
  if (viewer.on(id).view === 'none') throw notFound('object');
  const former = Map.groupBy(await formerNames(db, id), ({ tag_id }) => tag_id);
  const found = await countedTags(db, { objectId: id, viewer, ...asked, limit: asked.limit + 1 });
  const tags = found.slice(0, asked.limit);
  return {
    tags: tags.map((tag) => ({ ...tag, formerly: (former.get(tag.id) ?? []).map(({ name }) => name) })),
    next: found.length > asked.limit ? tags.at(-1)!.name : null,
  };
}
