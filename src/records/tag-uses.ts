import type { AccountDb } from '../app/db.ts';
import type { FieldUse, TagNamed } from '../app/kernel/domain.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { domains } from '../app/registry.ts';
import { namesOfTag } from './queries/tag-changes.ts';
import type { TagAsked } from './rename-tag.ts';

/** Everything that asks for a tag, sets it or waits for it: groups, maps, forms, scores, messages. Refuses `not_found`. */
export async function tagUses(db: AccountDb, { objectId, tagId }: TagAsked): Promise<FieldUse[]> {
  const names = await namesOfTag(db, objectId, tagId);
  if (names.length === 0) throw notFound('tag');
  const asked: TagNamed = { objectId, tagId, names: new Set(names) };
  const uses: FieldUse[] = [];
  for (const domain of domains()) uses.push(...((await domain.tagUses?.(db, asked)) ?? []));
  return uses;
}

/** Refuses `tag_in_use` (409), with what uses it, where something does. */
export async function refuseUsedTag(db: AccountDb, { name, ...tag }: TagAsked & { name: string }): Promise<void> {
  const uses = await tagUses(db, tag);
  if (uses.length === 0) return;
  const [first] = uses;
  const sentence = uses.length === 1 ? `“${first!.name}” uses` : `“${first!.name}” and ${uses.length - 1} more use`;
  throw new Problem('tag_in_use', `${sentence} the tag “${name}”. Delete it all the same by confirming, or merge it into another.`, {
    status: 409,
    details: { uses },
  });
}
