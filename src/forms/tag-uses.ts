import type { AccountDb } from '../app/db.ts';
import type { FieldUse, TagNamed } from '../app/kernel/domain.ts';
import { namesTag } from '../records/index.ts';
import { formsOfObject } from './queries/forms.ts';

/** The forms that put a tag on whoever fills them in. */
export async function tagUses(db: AccountDb, asked: TagNamed): Promise<FieldUse[]> {
  return (await formsOfObject(db, asked.objectId))
    .filter(({ settings }) => namesTag(settings, asked))
    .map(({ id, name }) => ({ kind: 'form', name, place: `/forms/${id}` }));
}
