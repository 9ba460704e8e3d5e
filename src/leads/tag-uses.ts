import type { AccountDb } from '../app/db.ts';
import type { FieldUse, TagNamed } from '../app/kernel/domain.ts';
import { namesTag } from '../records/index.ts';
import { allScores } from './queries/scores.ts';

/** The scores that ask for a tag. */
export async function tagUses(db: AccountDb, asked: TagNamed): Promise<FieldUse[]> {
  return (await allScores(db))
    .filter(({ settings }) => namesTag(settings, asked))
    .map(({ id, name }) => ({ kind: 'score', name, place: `/settings/scoring/${id}` }));
}
