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

/** An object's tags by name. Refuses `not_found`. */
export async function listTags(db: AccountDb, viewer: Viewer, objectId: number): Promise<ListedTag[]> {
  const { id } = await objectShape(db, objectId);
  if (viewer.on(id).view === 'none') throw notFound('object');
  const former = Map.groupBy(await formerNames(db, id), ({ tag_id }) => tag_id);
  return (await countedTags(db, id, viewer)).map((tag) => ({ ...tag, formerly: (former.get(tag.id) ?? []).map(({ name }) => name) }));
}
