import type { AccountDb } from '../app/db.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid, Problem } from '../app/kernel/problem.ts';
import { insertTag, tagByName, tagCount } from './queries/tags.ts';
import { LIMITS } from './schema.ts';

/** The id of an object's tag by its name, without case; made when there is none. Refuses `invalid_input` and `too_many_tags`. */
export async function ensureTag(db: AccountDb, ids: NextIds, objectId: number, name: string): Promise<number> {
  const trimmed = name.trim();
  if (trimmed === '') throw invalid('tag', 'Give the tag a name.');
  if (trimmed.length > LIMITS.tag) throw invalid('tag', `A tag’s name may have at most ${LIMITS.tag} characters.`);
  const known = await tagByName(db, objectId, trimmed);
  if (known) return known.id;
  if ((await tagCount(db, objectId)) >= LIMITS.tagsOfObject) {
    throw new Problem(
      'too_many_tags',
      `An object may have at most ${LIMITS.tagsOfObject.toLocaleString('en')} tags. Use one that is there.`,
    );
  }
  await insertTag(db, objectId, { id: await ids('tag', 1), name: trimmed });
  return (await tagByName(db, objectId, trimmed))!.id;
}
